// Hot path: no allocation, no lock, no virtual call.
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>The slots of a <see cref="ChainCache"/>, of one generation.</summary>
internal sealed class ChainTable(int capacity, int generation) : HashPages<ChainTable.Slot>(capacity, PageSlots, PageSlots)
{
    private const int SlotBytes = 40;

    // Per cent of a page.
    private const int MostFilled = 66;

    // Below the large object heap, whose growth makes the collector look at everything.
    private const int PageSlots = 2_048;

    public int Generation => generation;

    /// <summary>What it takes in memory: an estimate.</summary>
    public long Bytes => Slots * SlotBytes;

    /// <summary>The slot of a chain, or a null reference. It stands where the key that belongs to its name leads, whatever key it has.</summary>
    public ref Slot Find(in ChainName name)
    {
        ulong key = name.Key;
        Slot[] slots = PageOf(key);
        for (int i = (int)key & (slots.Length - 1); ; i = (i + 1) & (slots.Length - 1))
        {
            ref Slot slot = ref slots[i];
            if (Volatile.Read(ref slot.Key) == 0)
            {
                return ref Unsafe.NullRef<Slot>();
            }

            if (slot.IsNamed(in name))
            {
                return ref slot;
            }
        }
    }

    /// <summary>The slot of the chain that has a key as its own, or a null reference.</summary>
    public ref Slot Find(ulong key)
    {
        Slot[] slots = PageOf(key);
        for (int i = (int)key & (slots.Length - 1); ; i = (i + 1) & (slots.Length - 1))
        {
            ref Slot slot = ref slots[i];
            ulong found = Volatile.Read(ref slot.Key);
            if (found == 0 || found == key)
            {
                return ref found == 0 ? ref Unsafe.NullRef<Slot>() : ref slot;
            }
        }
    }

    /// <summary>The chain with a key will be looked up.</summary>
    public void LookAhead(ulong key)
    {
        Slot[] slots = PageOf(key);
        Ahead.Of(ref slots[(int)key & (slots.Length - 1)]);
    }

    /// <summary>Adds a chain that is not there, under a key that no other one has. For one thread at a time.</summary>
    public ref Slot Add(in ChainName name, ulong key)
    {
        ulong place = name.Key;
        Slot[] slots = PageFor(place, MostFilled);
        int i = (int)place & (slots.Length - 1);
        while (slots[i].Key != 0)
        {
            i = (i + 1) & (slots.Length - 1);
        }

        Put(ref slots[i], new Slot { Key = key, Below = name.Below, Head = name.Head, Context = name.Context });
        return ref slots[i];
    }

    /// <inheritdoc/>
    protected override ulong? KeyOf(in Slot slot) => new ChainName(slot.Below, slot.Head, slot.Context).Key;

    /// <inheritdoc/>
    protected override bool IsFree(in Slot slot) => slot.Key == 0;

    /// <inheritdoc/>
    protected override void Put(ref Slot slot, in Slot kept)
    {
        (slot.Below, slot.Head, slot.Context, slot.Record) = (kept.Below, kept.Head, kept.Context, kept.Record);
        Volatile.Write(ref slot.Key, kept.Key);
    }

    /// <summary>A chain that was named: its key, which is written last and 0 where there is none, its name, and what is known of it.</summary>
    internal struct Slot
    {
        public ulong Key;
        public ulong Below;
        public ulong Head;
        public ulong Context;
        public ChainRecord? Record;

        public readonly bool IsNamed(in ChainName name) => Below == name.Below && Head == name.Head && Context == name.Context;
    }
}
