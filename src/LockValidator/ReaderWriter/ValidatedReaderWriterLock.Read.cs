using System.Runtime.CompilerServices;

namespace LockValidator;

/// <content>The read side.</content>
public sealed partial class ValidatedReaderWriterLock
{
    /// <summary>Takes the lock as a reader, beside other readers; waits as long as it takes.</summary>
    /// <exception cref="LockRecursionException">The thread holds the lock in a way that excludes this. That is also a finding.</exception>
    /// <exception cref="ObjectDisposedException">The lock was disposed.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; the lock is not held.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; the lock is not held.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EnterReadLock()
    {
        if (LockValidation.IsEnabled)
        {
            RealLocks.Enter(in _map, LockMode.Shared, new ReadSide(_lock));
        }
        else
        {
            _lock.EnterReadLock();
        }
    }

    /// <summary>Takes the lock as a reader, beside other readers, if that can be had in time.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <returns>True if the lock was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or too long.</exception>
    /// <inheritdoc cref="EnterReadLock" path="/exception"/>
    public bool TryEnterReadLock(TimeSpan timeout) => LockValidation.IsEnabled && LockTimeouts.IsValid(timeout, out int milliseconds)
        ? RealLocks.Take(in _map, new AcquireOptions(LockMode.Shared), new ReadSide(_lock), milliseconds)
        : _lock.TryEnterReadLock(timeout);

    /// <summary>Takes the lock as a reader, beside other readers, if that can be had in time.</summary>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <returns>True if the lock was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="millisecondsTimeout"/> is negative and not <see cref="Timeout.Infinite"/>.</exception>
    /// <inheritdoc cref="EnterReadLock" path="/exception"/>
    public bool TryEnterReadLock(int millisecondsTimeout) => LockValidation.IsEnabled && LockTimeouts.IsValid(millisecondsTimeout)
        ? RealLocks.Take(in _map, new AcquireOptions(LockMode.Shared), new ReadSide(_lock), millisecondsTimeout)
        : _lock.TryEnterReadLock(millisecondsTimeout);

    /// <summary>Takes the lock as a reader, beside other readers, on purpose while another of its class is held; to be released by <see cref="ExitReadLock"/>.</summary>
    /// <param name="subclass">The level of this one in the order of the nesting, 0 to 7; another one is a finding.</param>
    /// <inheritdoc cref="EnterReadLock" path="/exception"/>
    public void EnterReadLockNested(int subclass)
    {
        if (LockValidation.IsEnabled)
        {
            RealLocks.Take(in _map, new AcquireOptions(LockMode.Shared, Subclass: subclass), new ReadSide(_lock), Timeout.Infinite);
        }
        else
        {
            _lock.EnterReadLock();
        }
    }

    /// <summary>Takes the lock as a reader, beside other readers, on purpose while others of its class are held; to be released by <see cref="ExitReadLock"/>.</summary>
    /// <param name="under">A lock that is held and that all who take several of this class hold.</param>
    /// <exception cref="ArgumentNullException"><paramref name="under"/> is null.</exception>
    /// <inheritdoc cref="EnterReadLock" path="/exception"/>
    public void EnterReadLockNested(IValidatedLock under)
    {
        ArgumentNullException.ThrowIfNull(under);
        if (LockValidation.IsEnabled)
        {
            RealLocks.Take(in _map, new AcquireOptions(LockMode.Shared, Nest: under.Map), new ReadSide(_lock), Timeout.Infinite);
        }
        else
        {
            _lock.EnterReadLock();
        }
    }

    /// <summary>Releases the lock, once.</summary>
    /// <exception cref="SynchronizationLockException">The thread does not hold this side. That is also a finding, which names who does.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ExitReadLock()
    {
        if (LockValidation.IsEnabled)
        {
            RealLocks.Exit(in _map, LockMode.Shared, new ReadSide(_lock));
        }
        else
        {
            _lock.ExitReadLock();
        }
    }
}
