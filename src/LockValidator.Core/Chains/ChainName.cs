namespace LockValidator;

/// <summary>What makes a chain: the key of the chain below, the head of the lock on top, and the context in which that is taken (0: a plain task's).</summary>
internal readonly record struct ChainName(ulong Below, ulong Head, ulong Context)
{
    /// <summary>The key that the chain has unless another one has it already.</summary>
    public ulong Key => ChainKey.Append(Below, ChainKey.OfLock(ChainKey.OfClass((int)(Head >> 32)), (int)Head)) ^ Context;
}
