// Hot path: no allocation, no lock, no virtual call.
using System.Diagnostics;

namespace LockValidator;

/// <summary>The locks that one flow holds, oldest first, and the chains that the flow knows: all that the hot path looks at.</summary>
/// <remarks>
/// Written by its flow alone; other threads may read it for a snapshot and must expect entries that change under them, and may force
/// the flow off the hot path (<see cref="Allow"/>). Entry 0 is a sentinel with the seed of the chain keys. Invariant:
/// <see cref="Depth"/> is the index of the newest entry.
/// </remarks>
internal sealed class HeldLocks
{
    /// <summary>The first entries, the sentinel among them, stand in a block of their own: whatever is deeper takes the slow path.</summary>
    private const int HotEntries = HotBlock.Entries;
    private const int FirstDeepEntries = 64;

    private readonly HotBlock _hot = new();

    // Written by any thread under the flow's gate.
    private bool _knowsChains;

    // Counts how often the flow has forgotten all chains.
    private int _chainsEpoch = 1;

    // How many entries there are beyond the first deep one.
    private int _beyond;
    private HeldEntry[] _deep = [];
    private HeldDetail?[] _details = [];
    private HeldDetail? _spareDetail;
    private Dictionary<long, int>? _classCounts;

    public HeldLocks(LockFlow flow, ulong seed)
    {
        // The sentinel is not plain: the release of what is no lock at all never pops it.
        Flow = flow;
        _hot.Entry(0).Bits = default(HeldBits).AsDetailed();
        _hot.Entry(0).Key = seed;
    }

    public LockFlow Flow { get; }

    /// <summary>How many locks are held.</summary>
    public int Depth
    {
        get => _hot.Depth + _beyond;
        private set => (_hot.Depth, _beyond) = (Math.Min(value, HotEntries), Math.Max(0, value - HotEntries));
    }

    /// <summary>What names the chains that the flow knows at present, until they are forgotten; 0 while every acquisition must be looked at.</summary>
    public int Known => Volatile.Read(ref _knowsChains) ? _chainsEpoch : 0;

    public ref HeldEntry Top => ref this[Depth];

    /// <summary>The key of the chain of all that is held, where the hot path may be taken.</summary>
    public ulong TopKey => _hot.TopKey;

    /// <summary>Room for one more entry that needs nothing else.</summary>
    public bool HasRoom => Depth + 1 < HotEntries;

    /// <summary>Entries 1 to <see cref="Depth"/>; 0 is the sentinel.</summary>
    public ref HeldEntry this[int index] => ref index < HotEntries ? ref _hot.Entry(index) : ref _deep[index - HotEntries];

    public bool IsHot => _hot.IsOpen;

    /// <summary>What the calling thread's hot path looks at from now on.</summary>
    public static void MakeHot(HeldLocks? held) => HotBlock.MakeCurrent(held?._hot);

    /// <summary>Whether chains may be known, and the hot path be taken at all. Under the flow's gate.</summary>
    public void Allow(bool knownChains, bool hotPath)
    {
        Volatile.Write(ref _knowsChains, knownChains);
        _hot.Open(hotPath);
    }

    /// <summary>Whether the flow knows a chain; asked only where <see cref="Known"/> is not 0.</summary>
    public bool Knows(ulong below, ulong head, ulong key)
    {
        ref ChainSlot slot = ref _hot.Slot(key);
        return slot.Below == below && slot.Head == head;
    }

    /// <summary>Remembers a chain that was looked up while the flow knew others; not if it has forgotten them meanwhile.</summary>
    public void Learn(int known, ulong below, ulong head, ulong key)
    {
        if (known == _chainsEpoch)
        {
            _hot.Slot(key) = new ChainSlot { Below = below, Head = head };
        }
    }

    /// <summary>On the flow's own thread.</summary>
    public void ForgetChains()
    {
        _hot.ForgetChains();
        _chainsEpoch++;
    }

    /// <summary>Pushes a lock if the flow knows the chain that it makes.</summary>
    public bool TryPush(ulong lockKey, ulong head, long instance) => _hot.TryPush(lockKey, head, instance);

    /// <summary>Pushes a lock where the hot path may be taken, and remembers the chain that it makes for the next time.</summary>
    public bool TryPushLearnt(ulong below, ulong head, ulong key, long instance) => _hot.TryPushLearnt(below, head, key, instance);

    /// <summary>Takes the newest lock once more, if that is all that has to be done.</summary>
    public bool TryPushAgain(ulong head, long instance) => _hot.TryPushAgain(head, instance);

    /// <summary>Pops the newest entry if it shows an async hold of the instance and that is all that has to be done.</summary>
    public bool TryPopAsync(long instance) => _hot.TryPopAsync(instance);

    /// <summary>Takes out the entry below the newest one, if that is all that has to be done.</summary>
    public bool TryTakeSecond(long instance) => _hot.TryTakeSecond(instance);

    /// <summary>Whether the flow knows the chain that a push would make, and may push.</summary>
    public bool IsPushKnown(ulong lockKey, ulong head) => _hot.IsPushKnown(lockKey, head);

    /// <summary>Pops the newest entry if it is that of the instance (in a mode, unless null) and nothing else has to be done.</summary>
    public bool TryPop(long instance, LockMode? mode) => _hot.TryPop(instance, mode);

    /// <summary>Pushes an entry for which there is room, and which has no detail.</summary>
    public ref HeldEntry PushPlain()
    {
        int depth = _hot.Depth + 1;
        _hot.Depth = depth;
        return ref _hot.Entry(depth);
    }

    public ref HeldEntry Push(HeldDetail? detail)
    {
        if (Depth + 1 - HotEntries == _deep.Length)
        {
            Array.Resize(ref _deep, Math.Max(FirstDeepEntries, 2 * _deep.Length));
        }

        Depth++;
        this[Depth] = default;
        if (detail is not null)
        {
            SetDetail(Depth, detail);
        }

        return ref this[Depth];
    }

    /// <summary>To be called once the class of the newest entry stands in it.</summary>
    public void CountTop()
    {
        if (Depth >= HotEntries)
        {
            Count(ref Top, 1);
        }
    }

    public void Pop()
    {
        Debug.Assert(Depth > 0, "The sentinel is never popped.");
        if (Depth >= HotEntries)
        {
            Count(ref Top, -1);
        }

        if (Top.Bits.HasDetail)
        {
            _details[Depth] = null;
        }

        Depth--;
    }

    /// <summary>Pops for good, and keeps a detail that only counted re-entries for the next one: so re-entry allocates nothing.</summary>
    public void PopSparing()
    {
        DropBlankDetail(DetailOf(Depth));
        Pop();
    }

    /// <summary>Makes the newest entry a plain one again, where its detail says no more than that it is held once.</summary>
    public void DropBlankDetail(HeldDetail? detail)
    {
        if (detail is not { IsBlank: true })
        {
            return;
        }

        ref HeldEntry top = ref Top;
        _details[Depth] = null;
        top.Bits = top.Bits.WithoutDetail();
        _spareDetail = detail;
    }

    /// <summary>Takes out the entry below the newest one, which gets another key; neither has a detail.</summary>
    public void RemoveSecond(ulong key)
    {
        HeldEntry top = Top;
        Pop();
        top.Key = key;
        top.Bits = top.Bits.WithoutLevel();
        Top = top;
    }

    /// <summary>Takes out one entry of the first ones, all of which from it on have no detail; the caller gives those above their new keys.</summary>
    public void RemovePlain(int index)
    {
        Debug.Assert(Depth < HotEntries, "Deep entries are counted.");
        _hot.Remove(index);
    }

    public HeldDetail? DetailOf(int index) => index > 0 && this[index].Bits.HasDetail ? _details[index] : null;

    public HeldDetail EnsureDetail(int index)
    {
        if (DetailOf(index) is { } known)
        {
            return known;
        }

        HeldDetail added = _spareDetail ?? new HeldDetail();
        _spareDetail = null;
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

        for (int i = Depth; i > 0; i--)
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
        if (Depth < HotEntries)
        {
            return true;
        }

        // The first entries are few: the dictionary holds those above them only.
        return _classCounts!.GetValueOrDefault(classId) > 0 || ShallowHolds(classId);
    }

    /// <summary>Restarts the chain keys from another seed (a new checker or graph); the caller validates the entries anew.</summary>
    public void Reseed(ulong seed) => _hot.Entry(0).Key = seed;

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
            if (_hot.Entry(i).ClassId == classId)
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
