// Hot path: no allocation, no lock, no virtual call.
namespace LockValidator;

/// <summary>
/// Chains with findings that one flow walked lately, with what is known of them. Their policy does nothing more about them, and nobody listened; whether somebody does
/// now is asked at each walk.
/// </summary>
/// <remarks>Used by its flow alone. A slot counts only as long as the flow has not forgotten the chains that it knew (<see cref="HeldLocks.Known"/>).</remarks>
internal sealed class DirtyChains
{
    // Programs have few findings: one chain drives another out only where they are many.
    private const int Size = 64;

    public const long Bytes = (Size * 32) + 48;

    private readonly Slot[] _slots = new Slot[Size];

    /// <summary>What is known of a chain.</summary>
    public bool TryGet(int known, ulong below, ulong head, ulong key, out ChainRecord record)
    {
        ref Slot slot = ref _slots[(int)key & (Size - 1)];
        record = slot.Record!;
        return slot.Known == known && slot.Below == below && slot.Head == head;
    }

    /// <summary>Remembers a chain, while the flow knows chains at all.</summary>
    public void Learn(int known, in ChainName name, ulong key, ChainRecord record) =>
        _slots[(int)key & (Size - 1)] = new Slot { Known = known, Below = name.Below, Head = name.Head, Record = record };

    private struct Slot
    {
        public ulong Below;
        public ulong Head;
        public ChainRecord? Record;
        public int Known;
    }
}
