using System.Runtime.CompilerServices;

namespace LockValidator;

/// <content>What is not on the hot path, and the scope.</content>
public sealed partial class ValidatedSpinLock
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ExitReal(bool useMemoryBarrier)
    {
        // Told after the fact, as ValidatedLock.Exit does and for the same reasons.
        try
        {
            _lock.Exit(useMemoryBarrier);
        }
        finally
        {
            _map.Release();
        }

        if (IsThreadOwnerTrackingEnabled)
        {
            BlockingWatch.End();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EnterTracked(ref bool lockTaken)
    {
        // A flag that is set is an argument error, which the real lock reports; nothing is taken, so there is nothing to check.
        if (lockTaken)
        {
            _lock.Enter(ref lockTaken);
        }
        else
        {
            TellThenEnter(new AcquireOptions(), Timeout.Infinite, ref lockTaken);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EnterReal(ref bool lockTaken)
    {
        try
        {
            Wait(Timeout.Infinite, ref lockTaken);
        }
        finally
        {
            if (!lockTaken)
            {
                _map.Withdraw();
            }
        }
    }

    /// <summary>Releases a lock, once, when disposed.</summary>
    public ref struct Scope
    {
        private ValidatedSpinLock? _lock;

        internal Scope(ValidatedSpinLock owner) => _lock = owner;

        /// <summary>Releases the lock; a second call does nothing.</summary>
        /// <exception cref="SynchronizationLockException">The lock knows its owner, and that is not the calling thread.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Dispose()
        {
            if (_lock is { } held)
            {
                _lock = null;
                held.Exit();
            }
        }
    }
}
