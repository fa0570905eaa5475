namespace LockValidator;

/// <summary>How the locks of one class were taken in one mode: what a checker measured with <see cref="LockCheckerOptions.MeasureTimes"/>.</summary>
/// <param name="Name">What reports call the class, with its subclass.</param>
/// <param name="StableId">The identity of the class from run to run.</param>
/// <param name="Mode">The side.</param>
/// <param name="Acquisitions">How often a lock of the class was taken; a re-entry is none.</param>
/// <param name="Reentries">How often a flow took one again that it held.</param>
/// <param name="Contentions">How often one was not free when it was wanted.</param>
/// <param name="Failures">How often a wait for one was given up: a time-out, a cancellation, an interrupt.</param>
/// <param name="Wait">The waits of those that were not free at once.</param>
/// <param name="Hold">How long they were held.</param>
/// <param name="MaxDepth">The most locks that a flow held with one of this class on top.</param>
/// <param name="ContentionSites">Where one was waited for: the first few distinct places. Empty with <see cref="StackMode.Off"/>.</param>
/// <param name="LimitExceeded">How often one was held longer than <see cref="LockCheckerOptions.HoldTimeLimit"/>.</param>
public sealed record LockTimes(
    string Name,
    string StableId,
    LockMode Mode,
    long Acquisitions,
    long Reentries,
    long Contentions,
    long Failures,
    DurationSummary Wait,
    DurationSummary Hold,
    int MaxDepth,
    IReadOnlyList<CodePosition> ContentionSites,
    long LimitExceeded);
