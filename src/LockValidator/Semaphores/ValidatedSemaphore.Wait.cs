namespace LockValidator;

/// <content>Blocking acquisitions.</content>
public sealed partial class ValidatedSemaphore
{
    /// <summary>Takes a permit, blocking the thread as long as it takes.</summary>
    /// <exception cref="ObjectDisposedException">The semaphore was disposed.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; nothing is held.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; nothing is held.</exception>
    public void Wait() => Take(default, Timeout.Infinite, CancellationToken.None);

    /// <summary>Takes a permit, blocking the thread until it has one or is cancelled.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing is held.</exception>
    /// <inheritdoc cref="Wait()" path="/exception"/>
    public void Wait(CancellationToken cancellationToken) => Take(default, Timeout.Infinite, cancellationToken);

    /// <summary>Takes a permit if there is one in time.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <returns>True if a permit was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite, or too long.</exception>
    /// <inheritdoc cref="Wait()" path="/exception"/>
    public bool Wait(TimeSpan timeout) => Take(default, timeout, null);

    /// <summary>Takes a permit if there is one in time.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing is held.</exception>
    /// <inheritdoc cref="Wait(TimeSpan)"/>
    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken) => Take(default, timeout, cancellationToken);

    /// <summary>Takes a permit if there is one in time.</summary>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <returns>True if a permit was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite.</exception>
    /// <inheritdoc cref="Wait()" path="/exception"/>
    public bool Wait(int millisecondsTimeout) => LockTimeouts.IsValid(millisecondsTimeout)
        ? Take(default, TimeSpan.FromMilliseconds(millisecondsTimeout), null)
        : _semaphore.Wait(millisecondsTimeout);

    /// <summary>Takes a permit if there is one in time.</summary>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing is held.</exception>
    /// <inheritdoc cref="Wait(int)"/>
    public bool Wait(int millisecondsTimeout, CancellationToken cancellationToken) => Take(default, millisecondsTimeout, cancellationToken);

    /// <summary>Takes a permit, on purpose while another semaphore of its class is held.</summary>
    /// <param name="subclass">The level of this one in the order of the nesting, 0 to 7; another one is a finding.</param>
    /// <inheritdoc cref="Wait()" path="/exception"/>
    public void WaitNested(int subclass) => Take(new AcquireOptions(Subclass: subclass), Timeout.Infinite, CancellationToken.None);

    /// <summary>Takes a permit, on purpose while other semaphores of its class are held.</summary>
    /// <param name="under">A lock that is held and that all who take several of this class hold.</param>
    /// <exception cref="ArgumentNullException"><paramref name="under"/> is null.</exception>
    /// <inheritdoc cref="Wait()" path="/exception"/>
    public void WaitNested(IValidatedLock under)
    {
        ArgumentNullException.ThrowIfNull(under);
        Take(new AcquireOptions(Nest: under.Map), Timeout.Infinite, CancellationToken.None);
    }

    private bool Take(in AcquireOptions options, int millisecondsTimeout, CancellationToken cancellationToken) => LockTimeouts.IsValid(millisecondsTimeout)
        ? Take(in options, TimeSpan.FromMilliseconds(millisecondsTimeout), cancellationToken)
        : _semaphore.Wait(millisecondsTimeout, cancellationToken);

    // Times beyond what an int can say are the original's to take or refuse, and its overloads differ in that: no token is no default token.
    private bool Take(in AcquireOptions options, TimeSpan timeout, CancellationToken? token)
    {
        bool isShort = LockTimeouts.IsValid(timeout, out int milliseconds);
        if (!LockValidation.IsEnabled || (!isShort && timeout < TimeSpan.Zero))
        {
            return WaitReal(timeout, token);
        }

        AcquireOptions how = options with { Kind = isShort ? LockTimeouts.KindOf(milliseconds) : AcquireKind.Timed, Outer = WaitType.Sleep };
        if (!_role.Meets(_semaphore.CurrentCount, ref _map))
        {
            if (how.Kind != AcquireKind.Try)
            {
                LockFlow.Current.MightBlock();
            }

            return WaitReal(timeout, token);
        }

        return how.Kind == AcquireKind.Try
            ? WaitReal(timeout, token) && TellOfTry(how)
            : TellThenWait(how, timeout, token);
    }

    private bool WaitReal(TimeSpan timeout, CancellationToken? token) =>
        token is { } cancellation ? _semaphore.Wait(timeout, cancellation) : _semaphore.Wait(timeout);

    private bool WaitForFree(in LockHold hold, TimeSpan timeout, CancellationToken? token)
    {
        hold.Contended();
        LockWait? wait = hold.BeginWait(blocking: true);
        bool taken = false;
        try
        {
            taken = WaitReal(timeout, token);
        }
        finally
        {
            wait?.End(taken);
        }

        return taken;
    }

    private bool TellThenWait(in AcquireOptions options, TimeSpan timeout, CancellationToken? token)
    {
        LockHold hold = _map.AcquireAsyncHeld(in options);
        bool taken = false;
        try
        {
            taken = WaitReal(TimeSpan.Zero, token) || WaitForFree(in hold, timeout, token);
        }
        finally
        {
            if (!taken)
            {
                hold.Release();
            }
        }

        if (taken)
        {
            _role.Took(in hold, awaited: false);
        }

        return taken;
    }

    private bool TellOfTry(in AcquireOptions options)
    {
        LockHold hold;
        try
        {
            hold = _map.AcquireAsyncHeld(in options);
        }
        catch
        {
            _semaphore.Release();
            throw;
        }

        _role.Took(in hold, awaited: options.Outer == WaitType.Max);
        return true;
    }
}
