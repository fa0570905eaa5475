// Hot path: no allocation, no lock, no virtual call.
namespace LockValidator;

/// <summary>
/// The chains of a checker: an open-addressing table that is read without waiting and written under a lock. It gives each chain a key
/// that no other one has, and says of those that were validated what was found.
/// </summary>
/// <remarks>
/// <para>
/// A reader sees either a slot with its name and record, or no key: they are stored before the key is published, slots are never
/// reused, and a grown table is published whole. A reader with the old table only misses what is newest, and asks under the lock then.
/// </para>
/// <para>
/// Invariant: no two slots of one table have the same key. A key is worked out from the name; where another chain has it already, the
/// newer one gets another, and is never found on the hot path, which works keys out. Keys mean nothing in a later table
/// (<see cref="Generation"/>): what was named under an earlier one is to be named anew.
/// </para>
/// </remarks>
internal sealed class ChainCache
{
    private const int FirstCapacity = 64;

    // A quarter full at most: the load matters more for the time of a look-up than anything else.
    private const int SlotsPerChain = 4;

    // A slot and the reference to its record; a record.
    private const int SlotBytes = 40, RecordBytes = 40;

    // Leaf lock: the checker's may be held.
    private readonly InternalGate _gate = new();

    // Written under the gate, read with Volatile.
    private Table _table = new(FirstCapacity, generation: 0);

    // As the table. The clean chains of plain tasks again, small enough to stay near the processor when there are many.
    private CleanChains _clean = new(FirstCapacity, generation: 0);

    // Under the gate: keys that are not those of their names.
    private readonly HashSet<ulong> _otherKeys = [];
    private int _named;
    private long _recordBytes;

    /// <summary>How many chains were validated.</summary>
    public int Count { get; private set; }

    /// <summary>What the table takes in memory, with its records: an estimate.</summary>
    public long Bytes => ((long)Volatile.Read(ref _table).Slots.Length * SlotBytes) + Interlocked.Read(ref _recordBytes);

    /// <summary>Counts how often all chains were made unknown.</summary>
    public int Generation => Volatile.Read(ref _table).Generation;

    /// <summary>What is known of a chain that was validated; its key too, if it has been named at all.</summary>
    public bool TryGet(in ChainName name, int generation, out ulong key, out ChainRecord record)
    {
        Table table = Volatile.Read(ref _table);
        int slot = table.Generation == generation ? table.Find(in name) : -1;
        key = slot < 0 ? 0 : table.Slots[slot].Key;
        return IsKnown(table, slot, out record);
    }

    /// <summary>Whether a chain of a plain task is known to be clean, whoever walks it: all that a flow asks whose own chains do not have it.</summary>
    public bool IsClean(ulong below, ulong head, ulong key, int generation) => Volatile.Read(ref _clean).Has(below, head, key, generation);

    /// <summary>What is known of the chain with a key.</summary>
    public bool TryGet(ulong key, out ChainRecord record)
    {
        Table table = Volatile.Read(ref _table);
        int slot = table.Find(key);
        return IsKnown(table, slot, out record);
    }

    /// <summary>The key of a chain, validated or not.</summary>
    public ulong KeyOf(in ChainName name)
    {
        Table table = Volatile.Read(ref _table);
        int slot = table.Find(in name);
        return slot >= 0 ? table.Slots[slot].Key : Named(in name);
    }

    /// <summary>Adds what is known of a chain, or gives a known one another record.</summary>
    public void Set(in ChainName name, ChainRecord record)
    {
        using (_gate.Enter())
        {
            int slot = _table.Find(in name);
            slot = slot >= 0 ? slot : AddLocked(in name);
            Count += _table.Records[slot] is null ? 1 : 0;
            _recordBytes += BytesOf(record) - BytesOf(_table.Records[slot]);
            Volatile.Write(ref _table.Records[slot], record);
            if (name.Context == 0 && _table.Slots[slot].Key == name.Key)
            {
                SetCleanLocked(in name, !record.IsDirty && record.IsForAll);
            }
        }
    }

    /// <summary>Makes all chains unknown.</summary>
    public void Clear()
    {
        using (_gate.Enter())
        {
            _otherKeys.Clear();
            _named = 0;
            Count = 0;
            _recordBytes = 0;
            Volatile.Write(ref _clean, new CleanChains(FirstCapacity, _table.Generation + 1));
            Volatile.Write(ref _table, new Table(FirstCapacity, _table.Generation + 1));
        }
    }

    /// <summary>Chains are looked at again: none is passed by without its record.</summary>
    public void ForgetClean()
    {
        using (_gate.Enter())
        {
            Volatile.Write(ref _clean, new CleanChains(FirstCapacity, _table.Generation));
        }
    }

    private static long BytesOf(ChainRecord? record) => record is null || ReferenceEquals(record, ChainRecord.Clean)
        ? 0
        : RecordBytes + (record.Position?.Bytes ?? 0) + (record.Evidence?.Bytes ?? 0);

    private static bool IsKnown(Table table, int slot, out ChainRecord record)
    {
        ChainRecord? found = slot < 0 ? null : Volatile.Read(ref table.Records[slot]);
        record = found ?? ChainRecord.Clean;
        return found is not null;
    }

    private void SetCleanLocked(in ChainName name, bool isClean)
    {
        if (!isClean)
        {
            _clean.Remove(name.Below, name.Head, name.Key);
            return;
        }

        if (_clean.IsFull)
        {
            Volatile.Write(ref _clean, _clean.Grown());
        }

        _clean.Add(name.Below, name.Head);
    }

    private ulong Named(in ChainName name)
    {
        using (_gate.Enter())
        {
            int slot = _table.Find(in name);
            slot = slot >= 0 ? slot : AddLocked(in name);
            return _table.Slots[slot].Key;
        }
    }

    private int AddLocked(in ChainName name)
    {
        if (SlotsPerChain * (_named + 1) > _table.Slots.Length)
        {
            Volatile.Write(ref _table, _table.Grown());
        }

        ulong key = name.Key;
        if (IsTaken(key))
        {
            do
            {
                key = ChainKey.Mix(key);
            }
            while (IsTaken(key));
            _otherKeys.Add(key);
        }

        _named++;
        return _table.Add(in name, key);
    }

    private bool IsTaken(ulong key) => key == 0 || _table.Find(key) >= 0 || _otherKeys.Contains(key);

    private struct Slot
    {
        public ulong Key;
        public ulong Below;
        public ulong Head;
        public ulong Context;

        public readonly bool IsNamed(in ChainName name) => Below == name.Below && Head == name.Head && Context == name.Context;
    }

    private sealed class Table(int capacity, int generation)
    {
        public readonly Slot[] Slots = new Slot[capacity];
        public readonly ChainRecord?[] Records = new ChainRecord?[capacity];

        public int Generation => generation;

        private int Mask => Slots.Length - 1;

        /// <summary>The slot of a chain, or -1. It stands where the key that belongs to its name leads, whatever key it has.</summary>
        public int Find(in ChainName name)
        {
            for (int i = (int)name.Key & Mask; ; i = (i + 1) & Mask)
            {
                if (Volatile.Read(ref Slots[i].Key) == 0)
                {
                    return -1;
                }

                if (Slots[i].IsNamed(in name))
                {
                    return i;
                }
            }
        }

        /// <summary>The slot of the chain that has a key as its own, or -1.</summary>
        public int Find(ulong key)
        {
            for (int i = (int)key & Mask; ; i = (i + 1) & Mask)
            {
                ulong found = Volatile.Read(ref Slots[i].Key);
                if (found == 0 || found == key)
                {
                    return found == 0 ? -1 : i;
                }
            }
        }

        public int Add(in ChainName name, ulong key)
        {
            int i = (int)name.Key & Mask;
            while (Slots[i].Key != 0)
            {
                i = (i + 1) & Mask;
            }

            (Slots[i].Below, Slots[i].Head, Slots[i].Context) = name;
            Volatile.Write(ref Slots[i].Key, key);
            return i;
        }

        public Table Grown()
        {
            var grown = new Table(2 * Slots.Length, generation);
            for (int i = 0; i < Slots.Length; i++)
            {
                if (Slots[i].Key != 0)
                {
                    ref Slot slot = ref Slots[i];
                    int at = grown.Add(new ChainName(slot.Below, slot.Head, slot.Context), slot.Key);
                    grown.Records[at] = Records[i];
                }
            }

            return grown;
        }
    }
}
