// Hot path: no allocation, no lock, no virtual call.
namespace LockValidator;

/// <summary>Chains of a plain task that are known to be clean and whose keys are those that are worked out. Read without waiting, written by one thread at a time.</summary>
/// <remarks>A slot's head is written last and read first, and a slot is never used for another chain, so a reader never sees half of one.</remarks>
internal sealed class CleanChains(int capacity, int generation) : HashPages<ChainSlot>(capacity, FlatSlots, PageSlots)
{
    // Per cent: with more, look-ups take longer.
    private const int MostFilled = 33;

    // Ten thousand chains stand on one page, for to find the page takes as long as to look at two slots.
    private const int FlatSlots = 32_768;

    // Below the large object heap, whose growth makes the collector look at everything.
    private const int PageSlots = 4_096;

    // The key of no chain: what stands below a chain that was taken out.
    private const ulong Removed = 0;

    /// <summary>The generation of keys that they are named by.</summary>
    public int Generation => generation;

    public bool Has(ulong below, ulong head, ulong key, int flowGeneration)
    {
        ChainSlot[] slots = PageOf(key);
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

    /// <summary>Adds a chain, unless it is there.</summary>
    /// <param name="below">The key of the chain below.</param>
    /// <param name="head">The head of the lock on top.</param>
    /// <param name="key">The key that the two make.</param>
    public void Add(ulong below, ulong head, ulong key)
    {
        if (Has(below, head, key, generation))
        {
            return;
        }

        ChainSlot[] slots = PageFor(key, MostFilled);
        int i = (int)key & (slots.Length - 1);
        while (slots[i].Head != 0)
        {
            i = (i + 1) & (slots.Length - 1);
        }

        Put(ref slots[i], new ChainSlot { Below = below, Head = head });
    }

    public void Remove(ulong below, ulong head, ulong key)
    {
        ChainSlot[] slots = PageOf(key);
        for (int i = (int)key & (slots.Length - 1); slots[i].Head != 0; i = (i + 1) & (slots.Length - 1))
        {
            if (slots[i].Head == head && slots[i].Below == below)
            {
                Volatile.Write(ref slots[i].Below, Removed);
            }
        }
    }

    /// <inheritdoc/>
    protected override ulong? KeyOf(in ChainSlot slot) => slot.Below == Removed ? null : new ChainName(slot.Below, slot.Head, Context: 0).Key;

    /// <inheritdoc/>
    protected override bool IsFree(in ChainSlot slot) => slot.Head == 0;

    /// <inheritdoc/>
    protected override void Put(ref ChainSlot slot, in ChainSlot kept)
    {
        slot.Below = kept.Below;
        Volatile.Write(ref slot.Head, kept.Head);
    }
}
