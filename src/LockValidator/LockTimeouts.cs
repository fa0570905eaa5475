namespace LockValidator;

/// <summary>Time-outs as the lock types of the BCL take them.</summary>
internal static class LockTimeouts
{
    /// <exception cref="ArgumentOutOfRangeException">Negative, and not <see cref="Timeout.Infinite"/>.</exception>
    public static int Checked(int millisecondsTimeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(millisecondsTimeout, Timeout.Infinite);
        return millisecondsTimeout;
    }

    /// <exception cref="ArgumentOutOfRangeException">Negative and not <see cref="Timeout.InfiniteTimeSpan"/>, or over <see cref="int.MaxValue"/> ms.</exception>
    public static int ToMilliseconds(TimeSpan timeout)
    {
        long milliseconds = (long)timeout.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, Timeout.Infinite, nameof(timeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, int.MaxValue, nameof(timeout));
        return (int)milliseconds;
    }

    /// <summary>How a checker sees an attempt: without a limit it blocks; only one that waits at all can deadlock.</summary>
    public static AcquireKind KindOf(int millisecondsTimeout) => millisecondsTimeout switch
    {
        Timeout.Infinite => AcquireKind.Blocking,
        0 => AcquireKind.Try,
        _ => AcquireKind.Timed,
    };
}
