namespace LockValidator;

/// <content>Waiting.</content>
public sealed partial class ValidatedBarrier
{
    /// <summary>Waits until all participants have arrived. What is held meanwhile must not be needed by the code that completes it.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; it was not waited for.</exception>
    public void SignalAndWait()
    {
        using BlockedWait blocked = Waiting.Begin(in _map, isOver: false);
        _barrier.SignalAndWait();
    }

    /// <summary>Waits until all participants have arrived or the wait is cancelled.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <inheritdoc cref="SignalAndWait()" path="/exception"/>
    public void SignalAndWait(CancellationToken cancellationToken)
    {
        using BlockedWait blocked = Waiting.Begin(in _map, isOver: false);
        _barrier.SignalAndWait(cancellationToken);
    }

    /// <summary>Waits until all participants have arrived, or for a time.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <returns>True unless the time ran out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite, or too long.</exception>
    /// <inheritdoc cref="SignalAndWait()" path="/exception"/>
    public bool SignalAndWait(TimeSpan timeout)
    {
        using BlockedWait blocked = Waiting.Begin(in _map, isOver: false, timeout);
        return _barrier.SignalAndWait(timeout);
    }

    /// <summary>Waits until all participants have arrived, for a time, or until the wait is cancelled.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <inheritdoc cref="SignalAndWait(TimeSpan)"/>
    public bool SignalAndWait(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using BlockedWait blocked = Waiting.Begin(in _map, isOver: false, timeout);
        return _barrier.SignalAndWait(timeout, cancellationToken);
    }

    /// <summary>Waits until all participants have arrived, or for a time.</summary>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <returns>True unless the time ran out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite.</exception>
    /// <inheritdoc cref="SignalAndWait()" path="/exception"/>
    public bool SignalAndWait(int millisecondsTimeout)
    {
        using BlockedWait blocked = Waiting.Begin(in _map, isOver: false, millisecondsTimeout);
        return _barrier.SignalAndWait(millisecondsTimeout);
    }

    /// <summary>Waits until all participants have arrived, for a time, or until the wait is cancelled.</summary>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <inheritdoc cref="SignalAndWait(int)"/>
    public bool SignalAndWait(int millisecondsTimeout, CancellationToken cancellationToken)
    {
        using BlockedWait blocked = Waiting.Begin(in _map, isOver: false, millisecondsTimeout);
        return _barrier.SignalAndWait(millisecondsTimeout, cancellationToken);
    }
}
