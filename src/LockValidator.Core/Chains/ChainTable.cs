// Hot path: no allocation, no lock, no virtual call.
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>The slots of a <see cref="ChainCache"/>, of one generation: open addressing within pages that are divided when they are full.</summary>
internal sealed class ChainTable(int capacity, int generation)
{
    private const int SlotBytes = 40;

    // Half full at most.
    private const int SlotsPerChain = 2;

    // To divide a page of so many takes a tenth of a millisecond.
    private const int PageSlots = 16_384;

    private readonly HashPages<Page> _pages = new(new Page(capacity));
    private long _slots = capacity;

    public int Generation => generation;

    /// <summary>What it takes in memory: an estimate.</summary>
    public long Bytes => Interlocked.Read(ref _slots) * SlotBytes;

    /// <summary>The slot of a chain, or a null reference. It stands where the key that belongs to its name leads, whatever key it has.</summary>
    public ref Slot Find(in ChainName name)
    {
        ulong key = name.Key;
        Slot[] slots = _pages[key].Slots;
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
        Slot[] slots = _pages[key].Slots;
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
        Slot[] slots = _pages[key].Slots;
        Ahead.Of(ref slots[(int)key & (slots.Length - 1)]);
    }

    /// <summary>Adds a chain that is not there, under a key that no other one has. For one thread at a time.</summary>
    public ref Slot Add(in ChainName name, ulong key)
    {
        ulong place = name.Key;
        Page page = _pages[place];
        if (SlotsPerChain * (page.Count + 1) > page.Slots.Length)
        {
            page = MakeRoom(page, place);
        }

        return ref page.Add(in name, place, key, record: null);
    }

    private Page MakeRoom(Page full, ulong key)
    {
        Interlocked.Add(ref _slots, full.Slots.Length);
        if (full.Slots.Length < PageSlots || !_pages.CanDivide(key))
        {
            var grown = new Page(2 * full.Slots.Length);
            full.CopyTo(grown, grown, bit: 0);
            _pages.Replace(key, grown);
        }
        else
        {
            _pages.Divide(key, static (page, bit) =>
            {
                (Page low, Page high) = (new Page(page.Slots.Length), new Page(page.Slots.Length));
                page.CopyTo(low, high, bit);
                return (low, high);
            });
        }

        return _pages[key];
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

    private sealed class Page(int capacity)
    {
        public readonly Slot[] Slots = new Slot[capacity];

        public int Count { get; private set; }

        public ref Slot Add(in ChainName name, ulong place, ulong key, ChainRecord? record)
        {
            int i = (int)place & (Slots.Length - 1);
            while (Slots[i].Key != 0)
            {
                i = (i + 1) & (Slots.Length - 1);
            }

            ref Slot slot = ref Slots[i];
            (slot.Below, slot.Head, slot.Context) = name;
            slot.Record = record;
            Volatile.Write(ref slot.Key, key);
            Count++;
            return ref slot;
        }

        public void CopyTo(Page low, Page high, ulong bit)
        {
            foreach (ref Slot slot in Slots.AsSpan())
            {
                if (slot.Key != 0)
                {
                    var name = new ChainName(slot.Below, slot.Head, slot.Context);
                    ulong place = name.Key;
                    _ = ((place & bit) == 0 ? low : high).Add(in name, place, slot.Key, slot.Record);
                }
            }
        }
    }
}
