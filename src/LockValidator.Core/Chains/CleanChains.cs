// Hot path: no allocation, no lock, no virtual call.
namespace LockValidator;

/// <summary>Chains of a plain task that are known to be clean and whose keys are those that are worked out. Read without waiting, written by one thread at a time.</summary>
/// <remarks>A slot's head is written last and read first, and a slot is never used for another chain, so a reader never sees half of one.</remarks>
internal sealed class CleanChains(int capacity, int generation)
{
    // Slots for a chain: with fewer, look-ups take longer.
    private const int SlotsPerChain = 3;

    // Ten thousand chains stand on one page still; to divide it takes a tenth of a millisecond.
    private const int PageSlots = 32_768;

    // The key of no chain: what stands below a chain that was taken out.
    private const ulong Removed = 0;

    private readonly HashPages<Page> _pages = new(new Page(capacity));

    /// <summary>The generation of keys that they are named by.</summary>
    public int Generation => generation;

    /// <summary>How many slots there are in all: an estimate once there are several pages.</summary>
    public int Slots { get; private set; } = capacity;

    public bool Has(ulong below, ulong head, ulong key, int flowGeneration)
    {
        ChainSlot[] slots = _pages[key].Slots;
        for (int i = (int)key & (slots.Length - 1); generation == flowGeneration; i = (i + 1) & (slots.Length - 1))
        {
            ulong found = Volatile.Read(ref slots[i].Head);
            if (found == head && Volatile.Read(ref slots[i].Below) == below)
            {
                return true;
            }

            if (found == 0)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Adds a chain.</summary>
    /// <param name="below">The key of the chain below.</param>
    /// <param name="head">The head of the lock on top.</param>
    /// <param name="key">The key that the two make.</param>
    public void Add(ulong below, ulong head, ulong key)
    {
        Page page = _pages[key];
        if (SlotsPerChain * (page.Count + 1) > page.Slots.Length)
        {
            page = MakeRoom(page, key);
        }

        page.Add(below, head, key);
    }

    public void Remove(ulong below, ulong head, ulong key)
    {
        ChainSlot[] slots = _pages[key].Slots;
        for (int i = (int)key & (slots.Length - 1); slots[i].Head != 0; i = (i + 1) & (slots.Length - 1))
        {
            if (slots[i].Head == head && slots[i].Below == below)
            {
                Volatile.Write(ref slots[i].Below, Removed);
            }
        }
    }

    private Page MakeRoom(Page full, ulong key)
    {
        Slots += full.Slots.Length;
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

    private sealed class Page(int capacity)
    {
        public readonly ChainSlot[] Slots = new ChainSlot[capacity];

        public int Count { get; private set; }

        public void Add(ulong below, ulong head, ulong key)
        {
            ChainSlot[] slots = Slots;
            int i = (int)key & (slots.Length - 1);
            while (slots[i].Head != 0)
            {
                if (slots[i].Head == head && slots[i].Below == below)
                {
                    return;
                }

                i = (i + 1) & (slots.Length - 1);
            }

            slots[i].Below = below;
            Volatile.Write(ref slots[i].Head, head);
            Count++;
        }

        public void CopyTo(Page low, Page high, ulong bit)
        {
            foreach (ChainSlot slot in Slots)
            {
                if (slot.Head != 0 && slot.Below != Removed)
                {
                    ulong key = new ChainName(slot.Below, slot.Head, Context: 0).Key;
                    ((key & bit) == 0 ? low : high).Add(slot.Below, slot.Head, key);
                }
            }
        }
    }
}
