// Hot path: no allocation, no lock, no virtual call.
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>
/// The chains of a checker: an open-addressing table that is read without waiting and written under a lock. It gives each chain a key
/// that no other one has, and says of those that were validated what was found.
/// </summary>
/// <remarks>
/// <para>
/// A reader sees either a slot with its name and record, or no key: they are stored before the key is published, slots are never
/// reused, and a divided page is published whole. A reader with the old page only misses what is newest, and asks under the lock then.
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

    // A record, without what it says.
    private const int RecordBytes = 40;

    // Leaf lock: the checker's may be held.
    private readonly InternalGate _gate = new();

    // Written under the gate, read with Volatile.
    private ChainTable _table = new(FirstCapacity, generation: 0);

    // As the table. The clean chains of plain tasks again, small enough to stay near the processor when there are many.
    private CleanChains _clean = new(FirstCapacity, generation: 0);

    // Under the gate: keys that are not those of their names.
    private readonly HashSet<ulong> _otherKeys = [];
    private long _recordBytes;

    /// <summary>How many chains were validated.</summary>
    public int Count { get; private set; }

    /// <summary>What the table takes in memory, with its records: an estimate.</summary>
    public long Bytes => Volatile.Read(ref _table).Bytes + Interlocked.Read(ref _recordBytes);

    /// <summary>Counts how often all chains were made unknown.</summary>
    public int Generation => Volatile.Read(ref _table).Generation;

    /// <summary>What is known of a chain that was validated; its key too, if it has been named at all.</summary>
    public bool TryGet(in ChainName name, int generation, out ulong key, out ChainRecord record)
    {
        ChainTable table = Volatile.Read(ref _table);
        ref ChainTable.Slot slot = ref table.Find(in name);
        bool isNamed = !Unsafe.IsNullRef(ref slot) && table.Generation == generation;
        key = isNamed ? slot.Key : 0;
        return IsKnown(ref isNamed ? ref slot : ref Unsafe.NullRef<ChainTable.Slot>(), out record);
    }

    /// <summary>Whether a chain of a plain task is known to be clean, whoever walks it: all that a flow asks whose own chains do not have it.</summary>
    public bool IsClean(ulong below, ulong head, ulong key, int generation) => Volatile.Read(ref _clean).Has(below, head, key, generation);

    /// <summary>What is known of the chain with a key.</summary>
    public bool TryGet(ulong key, out ChainRecord record) => IsKnown(ref Volatile.Read(ref _table).Find(key), out record);

    /// <summary>The key of a chain, validated or not.</summary>
    public ulong KeyOf(in ChainName name)
    {
        ref ChainTable.Slot slot = ref Volatile.Read(ref _table).Find(in name);
        return Unsafe.IsNullRef(ref slot) ? Named(in name) : slot.Key;
    }

    /// <summary>The chain with a key will be looked up.</summary>
    public void LookAhead(ulong key) => Volatile.Read(ref _table).LookAhead(key);

    /// <summary>Adds what is known of a chain, or gives a known one another record.</summary>
    public void Set(in ChainName name, ChainRecord record)
    {
        using (_gate.Enter())
        {
            ref ChainTable.Slot slot = ref RequireLocked(in name);
            Count += slot.Record is null ? 1 : 0;
            _recordBytes += BytesOf(record) - BytesOf(slot.Record);
            Volatile.Write(ref slot.Record, record);
            if (name.Context == 0 && slot.Key == name.Key)
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
            Count = 0;
            _recordBytes = 0;
            Volatile.Write(ref _clean, new CleanChains(FirstCapacity, _table.Generation + 1));
            Volatile.Write(ref _table, new ChainTable(FirstCapacity, _table.Generation + 1));
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

    private static long BytesOf(ChainRecord? record) => record is null || record.IsShared
        ? 0
        : RecordBytes + (record.Position?.Bytes ?? 0) + (record.Evidence?.Bytes ?? 0);

    private static bool IsKnown(ref ChainTable.Slot slot, out ChainRecord record)
    {
        ChainRecord? found = Unsafe.IsNullRef(ref slot) ? null : Volatile.Read(ref slot.Record);
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

        _clean.Add(name.Below, name.Head, name.Key);
    }

    private ulong Named(in ChainName name)
    {
        using (_gate.Enter())
        {
            return RequireLocked(in name).Key;
        }
    }

    private ref ChainTable.Slot RequireLocked(in ChainName name)
    {
        ref ChainTable.Slot known = ref _table.Find(in name);
        if (!Unsafe.IsNullRef(ref known))
        {
            return ref known;
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

        return ref _table.Add(in name, key);
    }

    private bool IsTaken(ulong key) => key == 0 || !Unsafe.IsNullRef(ref _table.Find(key)) || _otherKeys.Contains(key);
}
