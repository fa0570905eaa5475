namespace LockValidator.Interception;

/// <summary>What the validator knows of one foreign semaphore, and how it finds out whether it is a lock.</summary>
/// <remarks>
/// It counts as a lock from the first wait that finds one place free. A release with no holder, of more than one, by another thread
/// than a synchronous taker's, or a second holder shows that it is a counter or a signal: then it is no lock for ever.
/// </remarks>
internal sealed class CapturedSemaphore(LockClass type)
{
    private const int Undecided = 0, Lock = 1, Signal = 2;

    // Not readonly: a LockMap is a mutable struct. Nothing writes it after construction.
    private LockMap _map = new(type, reentrant: false, threadAffine: false);

    // Both written with Interlocked or Volatile by any thread.
    private int _role;
    private Holder? _holder;

    public bool Wait(SemaphoreSlim semaphore, int millisecondsTimeout, CancellationToken cancellationToken)
    {
        AcquireKind kind = LockTimeouts.KindOf(millisecondsTimeout);
        if (!IsLock(semaphore))
        {
            if (kind != AcquireKind.Try)
            {
                LockFlow.Current.MightBlock();
            }

            return semaphore.Wait(millisecondsTimeout, cancellationToken);
        }

        var options = new AcquireOptions(Kind: kind, Outer: WaitType.Sleep);
        if (kind == AcquireKind.Try)
        {
            return semaphore.Wait(0, cancellationToken) && Told(semaphore, options, isAsync: false);
        }

        LockHold hold = _map.AcquireAsyncHeld(options);
        bool taken = false;
        try
        {
            taken = semaphore.Wait(millisecondsTimeout, cancellationToken);
        }
        finally
        {
            Settle(hold, taken, isAsync: false);
        }

        return taken;
    }

    // Not async: what an async method puts into the execution context does not reach its caller.
    public Task<bool> WaitAsync(SemaphoreSlim semaphore, int millisecondsTimeout, CancellationToken cancellationToken)
    {
        if (!IsLock(semaphore))
        {
            return semaphore.WaitAsync(millisecondsTimeout, cancellationToken);
        }

        AcquireKind kind = LockTimeouts.KindOf(millisecondsTimeout);
        var options = new AcquireOptions(Kind: kind);
        LockHold hold = kind == AcquireKind.Try ? default : _map.AcquireAsyncHeld(options);
        Task<bool> wait;
        try
        {
            wait = semaphore.WaitAsync(millisecondsTimeout, cancellationToken);
        }
        catch
        {
            hold.Release();
            throw;
        }

        if (kind == AcquireKind.Try)
        {
            // A wait of zero is over at once.
            return wait.IsCompletedSuccessfully && wait.Result ? Task.FromResult(Told(semaphore, options, isAsync: true)) : wait;
        }

        if (!wait.IsCompletedSuccessfully)
        {
            return WhenTaken(wait, hold);
        }

        Settle(hold, wait.Result, isAsync: true);
        return wait;
    }

    public int Release(SemaphoreSlim semaphore, int releaseCount)
    {
        // Before the real release: after it the next holder may have come.
        Holder? holder = Interlocked.Exchange(ref _holder, null);
        if (releaseCount != 1 || holder is null || (!holder.IsAsync && holder.Thread != Environment.CurrentManagedThreadId && !_map.IsHeld()))
        {
            Volatile.Write(ref _role, Signal);
        }

        try
        {
            return semaphore.Release(releaseCount);
        }
        finally
        {
            holder?.Hold.Release();
        }
    }

    private bool IsLock(SemaphoreSlim semaphore)
    {
        int role = Volatile.Read(ref _role);
        if (role == Undecided)
        {
            int free = semaphore.CurrentCount;
            role = free switch { 0 => Undecided, 1 => Lock, _ => Signal };
            int before = Interlocked.CompareExchange(ref _role, role, Undecided);
            role = before == Undecided ? role : before;
        }

        return role == Lock;
    }

    private bool Told(SemaphoreSlim semaphore, in AcquireOptions options, bool isAsync)
    {
        LockHold hold;
        try
        {
            hold = _map.AcquireAsyncHeld(options);
        }
        catch
        {
            semaphore.Release();
            throw;
        }

        Settle(hold, taken: true, isAsync);
        return true;
    }

    private async Task<bool> WhenTaken(Task<bool> wait, LockHold hold)
    {
        bool taken = false;
        try
        {
            taken = await wait.ConfigureAwait(false);
        }
        finally
        {
            Settle(hold, taken, isAsync: true);
        }

        return taken;
    }

    private void Settle(LockHold hold, bool taken, bool isAsync)
    {
        if (!taken)
        {
            hold.Release();
            return;
        }

        hold.MarkHeld();
        if (Interlocked.Exchange(ref _holder, new Holder(hold, isAsync, Environment.CurrentManagedThreadId)) is { } other)
        {
            Volatile.Write(ref _role, Signal);
            other.Hold.Release();
        }
    }

    private sealed record Holder(LockHold Hold, bool IsAsync, int Thread);
}
