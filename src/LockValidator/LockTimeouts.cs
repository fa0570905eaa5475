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

    /// <summary>Whether a time-out is one that locks take. One that is not goes to the original as it is, which knows what to throw.</summary>
    public static bool IsValid(int millisecondsTimeout) => millisecondsTimeout >= Timeout.Infinite;

    /// <inheritdoc cref="IsValid(int)"/>
    public static bool IsValid(TimeSpan timeout, out int milliseconds)
    {
        double total = timeout.TotalMilliseconds;
        bool valid = (long)total is >= Timeout.Infinite and <= int.MaxValue;
        milliseconds = valid ? (int)(long)total : 0;
        return valid;
    }

    /// <summary>How a checker sees an attempt: without a limit it blocks; only one that waits at all can deadlock.</summary>
    public static AcquireKind KindOf(int millisecondsTimeout) => millisecondsTimeout switch
    {
        Timeout.Infinite => AcquireKind.Blocking,
        0 => AcquireKind.Try,
        _ => AcquireKind.Timed,
    };
}
