// Hot path: no allocation, no lock, no virtual call.
namespace LockValidator;

/// <summary>Chains of a plain task that are known to be clean and whose keys are those that are worked out. Read without waiting, written under a lock.</summary>
/// <remarks>A slot's head is written last and read first, and a slot is never used for another chain, so a reader never sees half of one.</remarks>
internal sealed class CleanChains(int capacity, int generation)
{
    // Slots for a chain: with fewer, look-ups take longer.
    private const int SlotsPerChain = 3;

    // The key of no chain: what stands below a chain that was taken out.
    private const ulong Removed = 0;

    private readonly ChainSlot[] _slots = new ChainSlot[capacity];
    private int _count;

    /// <summary>The generation of keys that they are named by.</summary>
    public int Generation => generation;

    public int Slots => _slots.Length;

    public bool IsFull => SlotsPerChain * (_count + 1) > _slots.Length;

    public bool Has(ulong below, ulong head, ulong key, int flowGeneration)
    {
        ChainSlot[] slots = _slots;
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

    public void Add(ulong below, ulong head)
    {
        int i = (int)new ChainName(below, head, Context: 0).Key & (_slots.Length - 1);
        while (_slots[i].Head != 0)
        {
            if (_slots[i].Head == head && _slots[i].Below == below)
            {
                return;
            }

            i = (i + 1) & (_slots.Length - 1);
        }

        _slots[i].Below = below;
        Volatile.Write(ref _slots[i].Head, head);
        _count++;
    }

    public void Remove(ulong below, ulong head, ulong key)
    {
        for (int i = (int)key & (_slots.Length - 1); _slots[i].Head != 0; i = (i + 1) & (_slots.Length - 1))
        {
            if (_slots[i].Head == head && _slots[i].Below == below)
            {
                Volatile.Write(ref _slots[i].Below, Removed);
            }
        }
    }

    public CleanChains Grown()
    {
        var grown = new CleanChains(2 * _slots.Length, generation);
        foreach (ChainSlot slot in _slots)
        {
            if (slot.Head != 0 && slot.Below != Removed)
            {
                grown.Add(slot.Below, slot.Head);
            }
        }

        return grown;
    }
}
