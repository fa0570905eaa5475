namespace LockValidator;

/// <summary>What the checker measures of waits and holds.</summary>
public sealed partial class LockChecker
{
    /// <summary>Null unless times are measured.</summary>
    internal TimesTable? Times { get; }

    /// <summary>How the locks of each class were taken so far, one row for each class and mode. Empty unless <see cref="LockCheckerOptions.MeasureTimes"/> is on.</summary>
    /// <returns>A copy.</returns>
    public IReadOnlyList<LockTimes> MeasuredTimes() => Times?.All() ?? [];

    /// <summary>Begins all counts anew.</summary>
    public void ResetTimes() => Times?.Clear();

    /// <summary>Adds somebody who hears of each wait and hold that is measured.</summary>
    /// <param name="listener">Who.</param>
    /// <returns>What takes it away again.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="listener"/> is null.</exception>
    public IDisposable AddTimesListener(ILockTimesListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        Times?.Add(listener);
        return new Ending(() => Times?.Remove(listener));
    }
}
