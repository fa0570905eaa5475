namespace LockValidator;

/// <summary>What a checker keeps in memory, in bytes: estimates from counts and the sizes of the types, for a 64-bit process.</summary>
/// <param name="Classes">Lock classes.</param>
/// <param name="Dependencies">Dependencies between them.</param>
/// <param name="Witnesses">By whom dependencies and usages were first seen; their stacks are those of chains.</param>
/// <param name="Chains">Sequences of held locks that were validated, with the stacks of their first time.</param>
/// <param name="Flows">Flows that are alive: those of threads that have taken a lock.</param>
public sealed record LockMemory(long Classes, long Dependencies, long Witnesses, long Chains, long Flows)
{
    /// <summary>All together.</summary>
    public long Total => Classes + Dependencies + Witnesses + Chains + Flows;
}
