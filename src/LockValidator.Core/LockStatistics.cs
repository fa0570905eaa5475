namespace LockValidator;

/// <summary>What a checker has observed so far: the proof that it is on.</summary>
/// <param name="Classes">Lock classes met, subclasses counted apart.</param>
/// <param name="Dependencies">Pairs of classes in the graph.</param>
/// <param name="Chains">Distinct sequences of held locks that were validated.</param>
/// <param name="SlowAcquisitions">Acquisitions that were not on a known chain, those in graphs of scopes included.</param>
/// <param name="Violations">Distinct findings.</param>
/// <param name="InternalFailures">Failures inside the checker; the locks were not affected.</param>
/// <param name="Dropped">Things that were dropped for lack of room.</param>
public sealed record LockStatistics(
    int Classes, int Dependencies, int Chains, long SlowAcquisitions, int Violations, long InternalFailures, long Dropped)
{
    /// <summary>Witnesses kept: first sightings of dependencies and usages.</summary>
    public int Witnesses { get; init; }

    /// <summary>Flows that are alive; that of a thread goes some time after the thread has ended.</summary>
    public int Flows { get; init; }

    /// <summary>What all that takes.</summary>
    public LockMemory Memory { get; init; } = new(0, 0, 0, 0, 0);
}
