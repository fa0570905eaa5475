using System.Runtime.CompilerServices;

namespace LockValidator;

/// <content>The write side.</content>
public sealed partial class ValidatedReaderWriterLock
{
    /// <summary>Takes the lock as the writer, alone; waits as long as it takes.</summary>
    /// <exception cref="LockRecursionException">The thread holds the lock in a way that excludes this. That is also a finding.</exception>
    /// <exception cref="ObjectDisposedException">The lock was disposed.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; the lock is not held.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; the lock is not held.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EnterWriteLock()
    {
        if (LockValidation.IsEnabled)
        {
            RealLocks.Enter(in _map, LockMode.Exclusive, new WriteSide(_lock));
        }
        else
        {
            _lock.EnterWriteLock();
        }
    }

    /// <summary>Takes the lock as the writer, alone, if that can be had in time.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <returns>True if the lock was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or too long.</exception>
    /// <inheritdoc cref="EnterWriteLock" path="/exception"/>
    public bool TryEnterWriteLock(TimeSpan timeout) => LockValidation.IsEnabled && LockTimeouts.IsValid(timeout, out int milliseconds)
        ? RealLocks.Take(in _map, new AcquireOptions(LockMode.Exclusive), new WriteSide(_lock), milliseconds)
        : _lock.TryEnterWriteLock(timeout);

    /// <summary>Takes the lock as the writer, alone, if that can be had in time.</summary>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <returns>True if the lock was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="millisecondsTimeout"/> is negative and not <see cref="Timeout.Infinite"/>.</exception>
    /// <inheritdoc cref="EnterWriteLock" path="/exception"/>
    public bool TryEnterWriteLock(int millisecondsTimeout) => LockValidation.IsEnabled && LockTimeouts.IsValid(millisecondsTimeout)
        ? RealLocks.Take(in _map, new AcquireOptions(LockMode.Exclusive), new WriteSide(_lock), millisecondsTimeout)
        : _lock.TryEnterWriteLock(millisecondsTimeout);

    /// <summary>Takes the lock as the writer, alone, on purpose while another of its class is held; to be released by <see cref="ExitWriteLock"/>.</summary>
    /// <param name="subclass">The level of this one in the order of the nesting, 0 to 7; another one is a finding.</param>
    /// <inheritdoc cref="EnterWriteLock" path="/exception"/>
    public void EnterWriteLockNested(int subclass)
    {
        if (LockValidation.IsEnabled)
        {
            RealLocks.Take(in _map, new AcquireOptions(LockMode.Exclusive, Subclass: subclass), new WriteSide(_lock), Timeout.Infinite);
        }
        else
        {
            _lock.EnterWriteLock();
        }
    }

    /// <summary>Takes the lock as the writer, alone, on purpose while others of its class are held; to be released by <see cref="ExitWriteLock"/>.</summary>
    /// <param name="under">A lock that is held and that all who take several of this class hold.</param>
    /// <exception cref="ArgumentNullException"><paramref name="under"/> is null.</exception>
    /// <inheritdoc cref="EnterWriteLock" path="/exception"/>
    public void EnterWriteLockNested(IValidatedLock under)
    {
        ArgumentNullException.ThrowIfNull(under);
        if (LockValidation.IsEnabled)
        {
            RealLocks.Take(in _map, new AcquireOptions(LockMode.Exclusive, Nest: under.Map), new WriteSide(_lock), Timeout.Infinite);
        }
        else
        {
            _lock.EnterWriteLock();
        }
    }

    /// <summary>Releases the lock, once.</summary>
    /// <exception cref="SynchronizationLockException">The thread does not hold this side. That is also a finding, which names who does.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ExitWriteLock()
    {
        if (LockValidation.IsEnabled)
        {
            RealLocks.Exit(in _map, LockMode.Exclusive, new WriteSide(_lock));
        }
        else
        {
            _lock.ExitWriteLock();
        }
    }
}
