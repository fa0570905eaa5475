namespace LockValidator;

/// <content>Waiting.</content>
public sealed partial class ValidatedManualResetEvent
{
    /// <summary>Waits until it is set. What is held meanwhile must not be needed by the code that completes it.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; it was not waited for.</exception>
    public void Wait()
    {
        using BlockedWait blocked = Waiting.Begin(in _map, isOver: _event.IsSet);
        _event.Wait();
    }

    /// <summary>Waits until it is set or the wait is cancelled.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <inheritdoc cref="Wait()" path="/exception"/>
    public void Wait(CancellationToken cancellationToken)
    {
        using BlockedWait blocked = Waiting.Begin(in _map, isOver: _event.IsSet);
        _event.Wait(cancellationToken);
    }

    /// <summary>Waits until it is set, or for a time.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <returns>True unless the time ran out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite, or too long.</exception>
    /// <inheritdoc cref="Wait()" path="/exception"/>
    public bool Wait(TimeSpan timeout)
    {
        using BlockedWait blocked = Waiting.Begin(in _map, isOver: _event.IsSet, timeout);
        return _event.Wait(timeout);
    }

    /// <summary>Waits until it is set, for a time, or until the wait is cancelled.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <inheritdoc cref="Wait(TimeSpan)"/>
    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using BlockedWait blocked = Waiting.Begin(in _map, isOver: _event.IsSet, timeout);
        return _event.Wait(timeout, cancellationToken);
    }

    /// <summary>Waits until it is set, or for a time.</summary>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <returns>True unless the time ran out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite.</exception>
    /// <inheritdoc cref="Wait()" path="/exception"/>
    public bool Wait(int millisecondsTimeout)
    {
        using BlockedWait blocked = Waiting.Begin(in _map, isOver: _event.IsSet, millisecondsTimeout);
        return _event.Wait(millisecondsTimeout);
    }

    /// <summary>Waits until it is set, for a time, or until the wait is cancelled.</summary>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <inheritdoc cref="Wait(int)"/>
    public bool Wait(int millisecondsTimeout, CancellationToken cancellationToken)
    {
        using BlockedWait blocked = Waiting.Begin(in _map, isOver: _event.IsSet, millisecondsTimeout);
        return _event.Wait(millisecondsTimeout, cancellationToken);
    }
}
