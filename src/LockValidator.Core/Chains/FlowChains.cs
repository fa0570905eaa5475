namespace LockValidator;

/// <summary>The chains that one flow walked lately and may walk again unchecked: one array, found by the low bits of the chain key.</summary>
internal static class FlowChains
{
    public const int Size = 1024;
    public const int Mask = Size - 1;

    /// <summary>Nothing is ever found in it: what a flow uses while every acquisition must take the slow path.</summary>
    public static readonly ChainSlot[] Nothing = new ChainSlot[Size];

    public static ChainSlot[] New() => new ChainSlot[Size];

    public static void Add(ChainSlot[] known, ulong below, ulong head, ulong key) => known[(int)key & Mask] = new ChainSlot { Below = below, Head = head };
}
