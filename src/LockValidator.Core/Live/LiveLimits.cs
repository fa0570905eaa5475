namespace LockValidator;

/// <summary>How long flows may wait for each other, and for a queue that does not move; null: for ever.</summary>
internal sealed record LiveLimits(TimeSpan? Deadlock, TimeSpan? Stall)
{
    // Looked at several times within a limit, so that what is seen twice has lasted.
    private const int LooksPerLimit = 2;

    /// <summary>Whether waits are of interest at all.</summary>
    public bool IsOn => (Deadlock ?? Stall) is not null;

    /// <summary>How long it is from one look to the next.</summary>
    public TimeSpan Period => (Deadlock, Stall) switch
    {
        ({ } one, { } other) => (one < other ? one : other) / LooksPerLimit,
        ({ } only, null) => only / LooksPerLimit,
        (null, { } only) => only / LooksPerLimit,
        _ => Timeout.InfiniteTimeSpan,
    };
}
