using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>A lock for async code, watched: <c>using (await gate.LockAsync(token))</c>. It may be held across an <c>await</c>.</summary>
/// <remarks>
/// <para>
/// Safe for use by any number of threads. It is as fair as a <see cref="SemaphoreSlim"/> of one permit, and not re-entrant: a flow that takes
/// it twice would wait for itself, and gets a report before it does. Orders between async locks and others are in one graph.
/// </para>
/// <para>
/// The hold follows the flow that took it. A method of your own that takes the lock and returns the <see cref="Releaser"/> must not be
/// <c>async</c>: an async method's caller does not see what it made ambient. With validation off
/// (<see cref="LockValidation.IsEnabled"/>) the lock works the same, unwatched.
/// </para>
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to free.")]
public sealed partial class ValidatedAsyncLock : IValidatedLock
{
    private readonly SemaphoreSlim _semaphore = new(1, 1);

    // Not readonly: a LockMap is a mutable struct, and is passed by reference. Nothing writes it after construction.
    private LockMap _map;

    // Written by who has the real lock; given up with Interlocked. The ticket of the holder, 0 for none: what makes a second Dispose harmless.
    private long _holder;

    // Under the real lock.
    private long _lastTicket;

    /// <summary>Makes a lock whose class is the place in the source that makes it.</summary>
    /// <param name="name">What reports call it; empty: the member that makes it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public ValidatedAsyncLock(
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
    {
        if (LockValidation.IsEnabled)
        {
            _map = new LockMap(LockClass.ForSite(LockKind.Async, name, file, line, member), threadAffine: false, owner: this);
        }
    }

    /// <summary>Makes a lock of a given class, of kind <see cref="LockKind.Async"/>.</summary>
    /// <param name="type">The class; one with an order function allows several locks of it to be taken in that order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public ValidatedAsyncLock(LockClass type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (LockValidation.IsEnabled)
        {
            _map = new LockMap(type, threadAffine: false, owner: this);
        }
    }

    /// <inheritdoc/>
    public LockMap Map => _map;

    /// <summary>Whether anybody holds the lock.</summary>
    public bool IsHeld => Volatile.Read(ref _holder) != 0;

    /// <summary>Takes the lock as soon as it is free.</summary>
    /// <param name="cancellationToken">Gives up waiting; nothing is held then.</param>
    /// <returns>What releases it; for a <c>using</c>.</returns>
    /// <remarks>Checked at the call: a lock that belongs to a thread must not be held here, since it cannot be kept across an <c>await</c>.</remarks>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; the lock is not held.</exception>
    public ValueTask<Releaser> LockAsync(CancellationToken cancellationToken = default) => TakeAsync(default, cancellationToken);

    /// <summary>Takes the lock, on purpose while another of its class is held.</summary>
    /// <param name="subclass">The level of this one in the order of the nesting, 0 to 7; another one is a finding.</param>
    /// <inheritdoc cref="LockAsync"/>
    /// <param name="cancellationToken">Gives up waiting; nothing is held then.</param>
    public ValueTask<Releaser> LockNestedAsync(int subclass, CancellationToken cancellationToken = default) =>
        TakeAsync(new AcquireOptions(Subclass: subclass), cancellationToken);

    /// <summary>Takes the lock, on purpose while others of its class are held.</summary>
    /// <param name="under">A lock that is held and that all who take several of this class hold.</param>
    /// <param name="cancellationToken">Gives up waiting; nothing is held then.</param>
    /// <inheritdoc cref="LockAsync"/>
    /// <exception cref="ArgumentNullException"><paramref name="under"/> is null.</exception>
    public ValueTask<Releaser> LockNestedAsync(IValidatedLock under, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(under);
        return TakeAsync(new AcquireOptions(Nest: under.Map), cancellationToken);
    }

    /// <summary>Takes the lock, blocking the thread until it is free.</summary>
    /// <param name="cancellationToken">Gives up waiting; nothing is held then.</param>
    /// <returns>What releases it, on any thread; for a <c>using</c>.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; the lock is not held.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; the lock is not held.</exception>
    public Releaser Lock(CancellationToken cancellationToken = default)
    {
        LockHold hold = _map.AcquireAsyncHeld(new AcquireOptions(Outer: WaitType.Sleep));
        try
        {
            if (!_semaphore.Wait(0, cancellationToken))
            {
                hold.Contended();
                WaitBlocked(hold, cancellationToken);
            }
        }
        catch
        {
            hold.Release();
            throw;
        }

        return Took(hold);
    }

    /// <summary>Takes the lock if it is free.</summary>
    /// <param name="releaser">What releases it; one that does nothing if it was not taken.</param>
    /// <returns>True if the lock was taken.</returns>
    public bool TryLock(out Releaser releaser)
    {
        releaser = default;
        if (!_semaphore.Wait(0))
        {
            return false;
        }

        LockHold hold;
        try
        {
            hold = _map.AcquireAsyncHeld(new AcquireOptions(Kind: AcquireKind.Try));
        }
        catch
        {
            _semaphore.Release();
            throw;
        }

        releaser = Took(hold);
        return true;
    }

    private ValueTask<Releaser> TakeAsync(in AcquireOptions options, CancellationToken cancellationToken)
    {
        LockHold hold = _map.AcquireAsyncHeld(options with { Outer = WaitType.Max });
        Task wait = _semaphore.WaitAsync(cancellationToken);
        return wait.IsCompletedSuccessfully ? new ValueTask<Releaser>(Took(hold)) : new ValueTask<Releaser>(FinishAsync(wait, hold));
    }

    private async Task<Releaser> FinishAsync(Task wait, LockHold hold)
    {
        hold.Contended();
        LockWait? blocked = hold.BeginWait(blocking: false);
        try
        {
            await wait.ConfigureAwait(false);
            blocked?.End(acquired: true);
        }
        catch
        {
            blocked?.End(acquired: false);
            hold.Release();
            throw;
        }

        return Took(hold);
    }

    private void WaitBlocked(LockHold hold, CancellationToken cancellationToken)
    {
        LockWait? blocked = hold.BeginWait(blocking: true);
        bool taken = false;
        try
        {
            _semaphore.Wait(cancellationToken);
            taken = true;
        }
        finally
        {
            blocked?.End(taken);
        }
    }

    private Releaser Took(LockHold hold)
    {
        // Only who has the real lock comes here, so nobody else writes; a second Dispose of an earlier holder compares with a ticket that is over.
        long ticket = ++_lastTicket;
        Volatile.Write(ref _holder, ticket);
        hold.MarkHeld();
        return new Releaser(this, ticket, hold);
    }

    private void Release(long ticket, LockHold hold)
    {
        if (Interlocked.CompareExchange(ref _holder, 0, ticket) == ticket)
        {
            // Told after the fact: what waits for "nothing held" (Deferral) must find the real lock free.
            _semaphore.Release();
            hold.Release();
        }
    }
}
