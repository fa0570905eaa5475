namespace LockValidator;

/// <summary>What waits now.</summary>
public sealed partial class LockChecker
{
    // Null for replays under kernel rules: nobody waits there.
    private readonly LiveWatch? _live;

    /// <summary>Who looks at flows that wait; null where nobody does. A scope's flows are looked at by the checker around it, for they wait for each other's locks.</summary>
    internal LiveWatch? Live => ReportsTo is { } outer ? outer.Live : _live is { Limits.IsOn: true } ? _live : null;

    /// <summary>The waits that block at present: of flows that hold something or, with a <see cref="LockCheckerOptions.StallLimit"/>, of all.</summary>
    /// <returns>The longest first.</returns>
    public IReadOnlyList<WaitSnapshot> WaitsOfAllFlows() => Live?.Waits() ?? [];

    /// <summary>
    /// Says anew how long flows may wait, in the place of <see cref="LockCheckerOptions.DeadlockLimit"/> and <see cref="LockCheckerOptions.StallLimit"/>:
    /// for <see cref="Default"/>, which static locks may have made before the program had read its configuration.
    /// </summary>
    /// <param name="deadlock">How long flows may wait for each other before a circle of them is reported; null: for ever.</param>
    /// <param name="stall">How long a lock may be waited for while its queue does not move; null: for ever.</param>
    /// <remarks>
    /// Holds from the next look on, for waits that are known already, too; those that began while there was no limit are not known. To be said to the checker
    /// of the process: scopes keep to that. Safe for use by any number of threads.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not positive, or longer than timers can wait (49 days).</exception>
    public void LimitWaits(TimeSpan? deadlock, TimeSpan? stall)
    {
        ThrowIfNoLimit(deadlock, nameof(deadlock));
        ThrowIfNoLimit(stall, nameof(stall));
        _live?.Limit(new LiveLimits(deadlock, stall));
    }

    private static void ThrowIfNoLimit(TimeSpan? limit, string name)
    {
        if (limit is { } time && (time <= TimeSpan.Zero || time.TotalMilliseconds > uint.MaxValue - 1))
        {
            throw new ArgumentOutOfRangeException(name, limit, "A limit is more than nothing and less than 49 days; null stands for none.");
        }
    }
}
