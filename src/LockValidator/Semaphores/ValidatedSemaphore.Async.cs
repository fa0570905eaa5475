namespace LockValidator;

/// <content>Awaited acquisitions. None of the public methods is <c>async</c>: what an async method makes ambient does not reach its caller.</content>
public sealed partial class ValidatedSemaphore
{
    /// <summary>Takes a permit as soon as there is one.</summary>
    /// <returns>Completes when a permit is taken.</returns>
    /// <remarks>Checked at the call: a lock that belongs to a thread must not be held here, since it cannot be kept across an <c>await</c>.</remarks>
    /// <exception cref="ObjectDisposedException">The semaphore was disposed.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; nothing is held.</exception>
    public Task WaitAsync() => TakeAsync(default, Timeout.Infinite, CancellationToken.None);

    /// <summary>Takes a permit as soon as there is one.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <inheritdoc cref="WaitAsync()"/>
    public Task WaitAsync(CancellationToken cancellationToken) => TakeAsync(default, Timeout.Infinite, cancellationToken);

    /// <summary>Takes a permit if there is one in time.</summary>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <returns>True if a permit was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite.</exception>
    /// <inheritdoc cref="WaitAsync()" path="/exception"/>
    public Task<bool> WaitAsync(int millisecondsTimeout) => LockTimeouts.IsValid(millisecondsTimeout)
        ? TakeAsync(default, millisecondsTimeout, CancellationToken.None)
        : _semaphore.WaitAsync(millisecondsTimeout);

    /// <summary>Takes a permit if there is one in time.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <returns>True if a permit was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite, or too long.</exception>
    /// <inheritdoc cref="WaitAsync()" path="/exception"/>
    public Task<bool> WaitAsync(TimeSpan timeout) => LockTimeouts.IsValid(timeout, out int milliseconds)
        ? TakeAsync(default, milliseconds, CancellationToken.None)
        : _semaphore.WaitAsync(timeout);

    /// <summary>Takes a permit if there is one in time.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <inheritdoc cref="WaitAsync(TimeSpan)"/>
    public Task<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken) => LockTimeouts.IsValid(timeout, out int milliseconds)
        ? TakeAsync(default, milliseconds, cancellationToken)
        : _semaphore.WaitAsync(timeout, cancellationToken);

    /// <summary>Takes a permit if there is one in time.</summary>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <inheritdoc cref="WaitAsync(int)"/>
    public Task<bool> WaitAsync(int millisecondsTimeout, CancellationToken cancellationToken) => TakeAsync(default, millisecondsTimeout, cancellationToken);

    /// <summary>Takes a permit, on purpose while another semaphore of its class is held.</summary>
    /// <param name="subclass">The level of this one in the order of the nesting, 0 to 7; another one is a finding.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <inheritdoc cref="WaitAsync()"/>
    public Task WaitNestedAsync(int subclass, CancellationToken cancellationToken = default) =>
        TakeAsync(new AcquireOptions(Subclass: subclass), Timeout.Infinite, cancellationToken);

    /// <summary>Takes a permit, on purpose while other semaphores of its class are held.</summary>
    /// <param name="under">A lock that is held and that all who take several of this class hold.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentNullException"><paramref name="under"/> is null.</exception>
    /// <inheritdoc cref="WaitAsync()"/>
    public Task WaitNestedAsync(IValidatedLock under, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(under);
        return TakeAsync(new AcquireOptions(Nest: under.Map), Timeout.Infinite, cancellationToken);
    }

    private Task<bool> TakeAsync(in AcquireOptions options, int millisecondsTimeout, CancellationToken cancellationToken)
    {
        if (!LockValidation.IsEnabled || !LockTimeouts.IsValid(millisecondsTimeout) || !_role.Meets(_semaphore.CurrentCount, ref _map))
        {
            return _semaphore.WaitAsync(millisecondsTimeout, cancellationToken);
        }

        AcquireOptions how = options with { Kind = LockTimeouts.KindOf(millisecondsTimeout), Outer = WaitType.Max };
        if (how.Kind == AcquireKind.Try)
        {
            Task<bool> attempt = _semaphore.WaitAsync(0, cancellationToken);
            if (attempt.IsCompletedSuccessfully && attempt.Result)
            {
                TellOfTry(in how);
            }

            return attempt;
        }

        LockHold hold = _map.AcquireAsyncHeld(in how);
        Task<bool> wait;
        try
        {
            wait = _semaphore.WaitAsync(millisecondsTimeout, cancellationToken);
        }
        catch
        {
            hold.Release();
            throw;
        }

        if (!wait.IsCompleted)
        {
            return FinishAsync(wait, hold);
        }

        if (wait.IsCompletedSuccessfully && wait.Result)
        {
            _role.Took(in hold, awaited: true);
        }
        else
        {
            hold.Release();
        }

        return wait;
    }

    private async Task<bool> FinishAsync(Task<bool> wait, LockHold hold)
    {
        hold.Contended();
        LockWait? blocked = hold.BeginWait(blocking: false);
        bool taken = false;
        try
        {
            taken = await wait.ConfigureAwait(false);
        }
        finally
        {
            blocked?.End(taken);
            if (!taken)
            {
                hold.Release();
            }
        }

        if (taken)
        {
            _role.Took(in hold, awaited: true);
        }

        return taken;
    }
}
