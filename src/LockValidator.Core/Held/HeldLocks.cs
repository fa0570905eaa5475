// Hot path: no allocation, no lock, no virtual call.
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>The locks that one flow holds, oldest first, and the chains that the flow knows: all that the hot path looks at.</summary>
/// <remarks>
/// Written by its flow alone; other threads may read it for a snapshot and must expect entries that change under them, and may force
/// the flow off the hot path (<see cref="ForceSlow"/>). Entry 0 is a sentinel with the seed of the chain keys. Invariant:
/// <see cref="Depth"/> is the index of the newest entry.
/// </remarks>
internal sealed class HeldLocks
{
    /// <summary>The first entries, the sentinel among them, stand in an array of their own: whatever is deeper takes the slow path.</summary>
    private const int HotEntries = ChainKey.MaxCachedDepth + 1;
    private const int FirstDeepEntries = 64;
    private const int MaxSpareDetails = 4;

    private readonly HeldEntry[] _entries = new HeldEntry[HotEntries];
    // What the hot path sees: the first entries, or none. Written by any thread under the flow's gate, read without: whoever read it
    // before it changed acted before.
    private HeldEntry[] _hot = [];
    private ChainSlot[] _known = FlowChains.Nothing;
    private int _depth;
    private HeldEntry[] _deep = [];
    private HeldDetail?[] _details = [];
    private List<HeldDetail>? _spareDetails;
    private Dictionary<long, int>? _classCounts;

    public HeldLocks(LockFlow flow, ulong seed)
    {
        // The sentinel is not plain: the release of what is no lock at all never pops it.
        Flow = flow;
        _entries[0].Bits = default(HeldBits).AsDetailed();
        _entries[0].Key = seed;
    }

    public LockFlow Flow { get; }

    /// <summary>How many locks are held.</summary>
    public int Depth => _depth;

    /// <summary>The chains that the flow knows; under the flow's gate where it is replaced.</summary>
    public ChainSlot[] Known
    {
        get => Volatile.Read(ref _known);
        set => Volatile.Write(ref _known, value);
    }

    public ref HeldEntry Top => ref this[_depth];

    /// <summary>Room for one more entry that needs nothing else.</summary>
    public bool HasRoom => _depth + 1 < HotEntries;

    public bool TopIsPlain => _depth < HotEntries && _entries[_depth].Bits.IsPlain;

    /// <summary>Entries 1 to <see cref="Depth"/>; 0 is the sentinel.</summary>
    public ref HeldEntry this[int index] => ref index < HotEntries ? ref _entries[index] : ref _deep[index - HotEntries];

    public bool IsHot => _hot.Length > 0;

    /// <summary>Whether the hot path may be taken at all. Under the flow's gate.</summary>
    public void ForceSlow(bool slow) => Volatile.Write(ref _hot, slow ? [] : _entries);

    /// <summary>
    /// Pushes a lock if the flow knows the chain that it makes. That is proof: the slot names the chain below and the lock, and no two
    /// chains of a checker have the same key (<see cref="ChainCache"/>).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPush(ulong lockKey, ulong head, long instance)
    {
        HeldEntry[] hot = _hot;
        int depth = _depth;
        int next = depth + 1;
        if ((uint)next < (uint)hot.Length)
        {
            ulong below = hot[depth].Key;
            // ChainKey.Append, written out: the compiler inlines only so many calls into one method.
            ulong key = BitOperations.RotateLeft(below, ChainKey.Rotation) ^ lockKey;
            ref ChainSlot slot = ref _known[(int)key & FlowChains.Mask];
            if (slot.Below == below && slot.Head == head)
            {
                ref HeldEntry entry = ref hot[next];
                entry.Key = key;
                entry.Tag = instance;
                entry.Head = head;
                entry.Tail = HeldEntry.PlainTail;
                _depth = next;
                return true;
            }
        }

        return false;
    }

    /// <summary>Pops the newest entry if it is that of the instance and nothing else has to be done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPop(long instance)
    {
        HeldEntry[] hot = _hot;
        int depth = _depth;
        if ((uint)depth < (uint)hot.Length && hot[depth].Tag == instance)
        {
            _depth = depth - 1;
            return true;
        }

        return false;
    }

    /// <summary>As <see cref="TryPop(long)"/>, if it is held in a mode.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPop(long instance, LockMode mode)
    {
        HeldEntry[] hot = _hot;
        int depth = _depth;
        if ((uint)depth < (uint)hot.Length && hot[depth].Tag == instance && new HeldBits((int)hot[depth].Head).Mode == mode)
        {
            _depth = depth - 1;
            return true;
        }

        return false;
    }

    /// <summary>Pushes an entry for which there is room, and which has no detail.</summary>
    public ref HeldEntry PushPlain() => ref _entries[++_depth];

    public ref HeldEntry Push(HeldDetail? detail)
    {
        if (_depth + 1 - HotEntries == _deep.Length)
        {
            Array.Resize(ref _deep, Math.Max(FirstDeepEntries, 2 * _deep.Length));
        }

        _depth++;
        this[_depth] = default;
        if (detail is not null)
        {
            SetDetail(_depth, detail);
        }

        return ref this[_depth];
    }

    /// <summary>To be called once the class of the newest entry stands in it.</summary>
    public void CountTop()
    {
        if (_depth >= HotEntries)
        {
            Count(ref Top, 1);
        }
    }

    public void Pop()
    {
        Debug.Assert(_depth > 0, "The sentinel is never popped.");
        if (_depth >= HotEntries)
        {
            Count(ref Top, -1);
        }

        if (Top.Bits.HasDetail)
        {
            _details[_depth] = null;
        }

        _depth--;
    }

    /// <summary>Pops for good, and keeps a detail that only counted re-entries for the next one: so re-entry allocates nothing.</summary>
    public void PopSparing()
    {
        DropBlankDetail();
        Pop();
    }

    /// <summary>Makes the newest entry a plain one again, where its detail says no more than that it is held once.</summary>
    public void DropBlankDetail()
    {
        if (DetailOf(_depth) is not { IsBlank: true } detail)
        {
            return;
        }

        _details[_depth] = null;
        Top.Bits = Top.Bits.WithoutDetail();
        if ((_spareDetails ??= new List<HeldDetail>(MaxSpareDetails)).Count < MaxSpareDetails)
        {
            _spareDetails.Add(detail);
        }
    }

    /// <summary>Takes out one entry of the first ones, all of which from it on have no detail; the caller gives those above their new keys.</summary>
    public void RemovePlain(int index)
    {
        Debug.Assert(_depth < HotEntries, "Deep entries are counted.");
        Array.Copy(_entries, index + 1, _entries, index, _depth - index);
        _depth--;
    }

    public HeldDetail? DetailOf(int index) => index > 0 && this[index].Bits.HasDetail ? _details[index] : null;

    public HeldDetail EnsureDetail(int index)
    {
        if (DetailOf(index) is { } known)
        {
            return known;
        }

        HeldDetail added;
        if (_spareDetails is { Count: > 0 } spare)
        {
            added = spare[^1];
            spare.RemoveAt(spare.Count - 1);
        }
        else
        {
            added = new HeldDetail();
        }

        SetDetail(index, added);
        return added;
    }

    /// <summary>The newest entry of an instance, or 0.</summary>
    public int LastOf(long instance, int classId)
    {
        if (!MayHoldClass(classId))
        {
            return 0;
        }

        for (int i = _depth; i > 0; i--)
        {
            if (this[i].Instance == instance)
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>False where no entry is of the class; a shallow stack is not worth asking.</summary>
    public bool MayHoldClass(int classId)
    {
        if (_depth < HotEntries)
        {
            return true;
        }

        // The first entries are few: the dictionary holds those above them only.
        return _classCounts!.GetValueOrDefault(classId) > 0 || ShallowHolds(classId);
    }

    /// <summary>Restarts the chain keys from another seed (a new checker or graph); the caller validates the entries anew.</summary>
    public void Reseed(ulong seed) => _entries[0].Key = seed;

    private void SetDetail(int index, HeldDetail detail)
    {
        if (_details.Length <= index)
        {
            Array.Resize(ref _details, HotEntries + _deep.Length);
        }

        _details[index] = detail;
        this[index].Bits = this[index].Bits.AsDetailed();
    }

    private bool ShallowHolds(int classId)
    {
        for (int i = 1; i < HotEntries; i++)
        {
            if (_entries[i].ClassId == classId)
            {
                return true;
            }
        }

        return false;
    }

    private void Count(ref HeldEntry entry, int difference)
    {
        _classCounts ??= [];
        int count = _classCounts.GetValueOrDefault(entry.ClassId) + difference;
        if (count == 0)
        {
            _classCounts.Remove(entry.ClassId);
        }
        else
        {
            _classCounts[entry.ClassId] = count;
        }
    }
}
