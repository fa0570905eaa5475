// Hot path: no allocation, no lock, no virtual call.
using System.Diagnostics;

namespace LockValidator;

/// <summary>The locks that one flow holds, oldest first.</summary>
/// <remarks>
/// Written by its flow alone; other threads may read it for a snapshot and must expect entries that change under them.
/// Entry 0 is a sentinel with the seed of the chain keys. Invariant: <see cref="Depth"/> is the index of the newest entry.
/// </remarks>
internal sealed class HeldLocks
{
    private const int FirstCapacity = 16;

    // Beyond this depth a dictionary counts the classes, so that "is this class held?" does not scan a deep stack.
    private const int CountedDepth = 64;

    private HeldEntry[] _entries = new HeldEntry[FirstCapacity];
    private HeldDetail?[] _details = [];
    private Dictionary<long, int>? _classCounts;

    public HeldLocks(ulong seed)
    {
        // The sentinel is not plain: the release of what is no lock at all never pops it.
        _entries[0].Bits = default(HeldBits).AsDetailed();
        _entries[0].Key = seed;
    }

    /// <summary>How many locks are held.</summary>
    public int Depth { get; private set; }

    public ref HeldEntry Top => ref _entries[Depth];

    /// <summary>Room for one more without growing or counting; null where there is none.</summary>
    public HeldEntry[]? WithRoom
    {
        get
        {
            HeldEntry[] entries = _entries;
            return (uint)(Depth + 1) < (uint)entries.Length && Depth < CountedDepth ? entries : null;
        }
    }

    /// <summary>Entries 1 to <see cref="Depth"/>; 0 is the sentinel.</summary>
    public ref HeldEntry this[int index] => ref _entries[index];

    /// <summary>Pushes an entry that needs nothing else into what <see cref="WithRoom"/> gave.</summary>
    public ref HeldEntry PushFast(HeldEntry[] entries) => ref entries[++Depth];

    public ref HeldEntry Push(HeldDetail? detail)
    {
        if (Depth + 1 == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * _entries.Length);
        }

        Depth++;
        _entries[Depth] = default;
        if (detail is not null)
        {
            SetDetail(Depth, detail);
        }

        return ref _entries[Depth];
    }

    /// <summary>To be called once the class of the newest entry stands in it.</summary>
    public void CountTop()
    {
        if (Depth > CountedDepth)
        {
            Count(ref _entries[Depth], 1);
        }
    }

    public bool TopIsPlain => Depth <= CountedDepth && _entries[Depth].Bits.IsPlain;

    /// <summary>Takes the newest entry off; the caller has asked <see cref="TopIsPlain"/>.</summary>
    public void PopFast() => Depth--;

    public void Pop()
    {
        Debug.Assert(Depth > 0, "The sentinel is never popped.");
        if (Depth > CountedDepth)
        {
            Count(ref _entries[Depth], -1);
        }

        if (_entries[Depth].Bits.HasDetail)
        {
            _details[Depth] = null;
        }

        Depth--;
    }

    public HeldDetail? DetailOf(int index) => index > 0 && _entries[index].Bits.HasDetail ? _details[index] : null;

    public HeldDetail EnsureDetail(int index)
    {
        if (DetailOf(index) is { } known)
        {
            return known;
        }

        var added = new HeldDetail();
        SetDetail(index, added);
        return added;
    }

    public void SetDetail(int index, HeldDetail detail)
    {
        if (_details.Length < _entries.Length)
        {
            Array.Resize(ref _details, _entries.Length);
        }

        _details[index] = detail;
        _entries[index].Bits = _entries[index].Bits.AsDetailed();
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
            if (_entries[i].Instance == instance)
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>False where no entry is of the class; a shallow stack is not worth asking.</summary>
    public bool MayHoldClass(int classId)
    {
        if (Depth <= CountedDepth)
        {
            return true;
        }

        // Entries up to the counted depth are few: the dictionary holds those above it only.
        return _classCounts!.GetValueOrDefault(classId) > 0 || ShallowHolds(classId);
    }

    /// <summary>Restarts the chain keys from another seed (a new checker or graph); the caller validates the entries anew.</summary>
    public void Reseed(ulong seed) => _entries[0].Key = seed;

    private bool ShallowHolds(int classId)
    {
        for (int i = 1; i <= CountedDepth; i++)
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
