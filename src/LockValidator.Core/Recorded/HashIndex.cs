namespace LockValidator;

/// <summary>Finds entries by their hashes: open addressing, numbers only.</summary>
/// <remarks>Not thread-safe. The table is at most three quarters full, so that runs stay short.</remarks>
internal struct HashIndex()
{
    private const int FirstLength = 16;

    // Entry + 1; 0 is free. A part of the hash beside it spares nearly all look-ups of other entries.
    private (int Entry, uint Part)[] _slots = new (int, uint)[FirstLength];
    private int _count;

    /// <summary>Begins to look for a hash; <see cref="Next"/> gives what may have it.</summary>
    public readonly int Start(ulong hash) => (int)(hash & (uint)(_slots.Length - 1));

    /// <summary>The next entry that may have the hash; -1: there is none.</summary>
    public readonly int Next(ulong hash, ref int at)
    {
        uint part = (uint)(hash >> 32);
        while (_slots[at] is { Entry: > 0 } slot)
        {
            at = (at + 1) & (_slots.Length - 1);
            if (slot.Part == part)
            {
                return slot.Entry - 1;
            }
        }

        return -1;
    }

    /// <summary>What most likely has the hash, looked for in one place; -1: maybe there is none.</summary>
    public readonly int Likely(ulong hash) => _slots[Start(hash)] is { Entry: > 0 } slot && slot.Part == (uint)(hash >> 32) ? slot.Entry - 1 : -1;

    /// <summary>Adds an entry that is not there.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="entry">Its number.</param>
    /// <param name="hashOf">The hash of any entry, for growth.</param>
    public void Add(ulong hash, int entry, Func<int, ulong> hashOf)
    {
        if (4L * ++_count > 3L * _slots.Length)
        {
            (int Entry, uint Part)[] before = _slots;
            _slots = new (int, uint)[2 * before.Length];
            foreach ((int known, uint _) in before)
            {
                if (known > 0)
                {
                    Put(hashOf(known - 1), known);
                }
            }
        }

        Put(hash, entry + 1);
    }

    private readonly void Put(ulong hash, int entry)
    {
        int at = Start(hash);
        while (_slots[at].Entry > 0)
        {
            at = (at + 1) & (_slots.Length - 1);
        }

        _slots[at] = (entry, (uint)(hash >> 32));
    }
}
