namespace LockValidator;

/// <summary>A chain that a flow knows, named by its parts: the key of the chain below, and the head of the lock on top. Zeros: none.</summary>
internal struct ChainSlot
{
    public ulong Below;
    public ulong Head;
}
