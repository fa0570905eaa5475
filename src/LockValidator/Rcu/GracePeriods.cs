using System.Diagnostics.CodeAnalysis;

namespace LockValidator;

/// <summary>Waits until all read sections that are open now have ended; one wait serves all who asked before it began.</summary>
/// <remarks>
/// <para>
/// Invariant: <c>_ended</c> is the number of the last grace period that ran to its end; it began after every request whose
/// number is not greater. A request is numbered one beyond the period that has begun, since that one may have begun too early.
/// </para>
/// <para>
/// A reader wakes the waiter like this: it leaves (a full fence), then looks whether a signal is set. The waiter sets a signal (a
/// full fence), then looks at the counters. In any order of these four, one of the two sees the other, so no wake-up is lost.
/// </para>
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to free.")]
internal sealed class GracePeriods(ReaderCounters readers)
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    // Set by who has the turn; taken, by Interlocked.Exchange, by the reader that brings a counter to zero.
    private TaskCompletionSource? _signal;

    // Written by who has the turn; Volatile by who asks.
    private long _begun;

    // Read and written by who has the turn.
    private long _ended;

    /// <summary>A read section ends.</summary>
    public void Leave(int ticket)
    {
        if (readers.Leave(ticket) && Volatile.Read(ref _signal) is not null)
        {
            Interlocked.Exchange(ref _signal, null)?.TrySetResult();
        }
    }

    /// <exception cref="ThreadInterruptedException">The thread was interrupted; the next wait takes up where this one stopped.</exception>
    public void Wait()
    {
        long needed = Request();
        _turn.Wait();
        try
        {
            if (_ended >= needed)
            {
                return;
            }

            int phase = Begin();
            WaitForDrain(phase ^ 1);
            readers.Flip();
            WaitForDrain(phase);
            End();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <exception cref="OperationCanceledException">It was cancelled; the next wait takes up where this one stopped.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        long needed = Request();
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_ended >= needed)
            {
                return;
            }

            int phase = Begin();
            await WaitForDrainAsync(phase ^ 1, cancellationToken).ConfigureAwait(false);
            readers.Flip();
            await WaitForDrainAsync(phase, cancellationToken).ConfigureAwait(false);
            End();
        }
        finally
        {
            _turn.Release();
        }
    }

    private long Request()
    {
        // What the caller unpublished must be visible before the period that serves it begins.
        Interlocked.MemoryBarrier();
        return Volatile.Read(ref _begun) + 1;
    }

    /// <returns>The phase that readers enter now. Who is left in the other one entered late, or outlived a wait that was given up.</returns>
    private int Begin()
    {
        Interlocked.Increment(ref _begun);
        return readers.Phase;
    }

    private void End()
    {
        // A period that was given up has a number too; the one that ends now began after it.
        _ended = _begun;
        Volatile.Write(ref _signal, null);
    }

    private void WaitForDrain(int phase)
    {
        var spinner = default(SpinWait);
        while (!readers.IsDrained(phase))
        {
            if (!spinner.NextSpinWillYield)
            {
                spinner.SpinOnce();
                continue;
            }

            Task signalled = Announce();
            if (!readers.IsDrained(phase))
            {
                signalled.Wait();
            }
        }
    }

    private async Task WaitForDrainAsync(int phase, CancellationToken cancellationToken)
    {
        while (!readers.IsDrained(phase))
        {
            Task signalled = Announce();
            if (!readers.IsDrained(phase))
            {
                await signalled.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private Task Announce()
    {
        // Not run inline: a reader must not find itself running the waiter's code at the end of its section.
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _signal, signal);
        return signal.Task;
    }
}
