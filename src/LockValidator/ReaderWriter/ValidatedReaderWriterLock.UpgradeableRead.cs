namespace LockValidator;

/// <content>The upgradeable side.</content>
public sealed partial class ValidatedReaderWriterLock
{
    /// <summary>Takes the lock as a reader who may become the writer; one at a time; waits as long as it takes.</summary>
    /// <exception cref="LockRecursionException">The thread holds the lock in a way that excludes this. That is also a finding.</exception>
    /// <exception cref="ObjectDisposedException">The lock was disposed.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; the lock is not held.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; the lock is not held.</exception>
    public void EnterUpgradeableReadLock()
    {
        if (LockValidation.IsEnabled)
        {
            RealLocks.Take(in _map, new AcquireOptions(LockMode.Upgradeable), new UpgradeableSide(_lock), Timeout.Infinite);
        }
        else
        {
            _lock.EnterUpgradeableReadLock();
        }
    }

    /// <summary>Takes the lock as a reader who may become the writer; one at a time, if that can be had in time.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <returns>True if the lock was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or too long.</exception>
    /// <inheritdoc cref="EnterUpgradeableReadLock" path="/exception"/>
    public bool TryEnterUpgradeableReadLock(TimeSpan timeout) => LockValidation.IsEnabled && LockTimeouts.IsValid(timeout, out int milliseconds)
        ? RealLocks.Take(in _map, new AcquireOptions(LockMode.Upgradeable), new UpgradeableSide(_lock), milliseconds)
        : _lock.TryEnterUpgradeableReadLock(timeout);

    /// <summary>Takes the lock as a reader who may become the writer; one at a time, if that can be had in time.</summary>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <returns>True if the lock was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="millisecondsTimeout"/> is negative and not <see cref="Timeout.Infinite"/>.</exception>
    /// <inheritdoc cref="EnterUpgradeableReadLock" path="/exception"/>
    public bool TryEnterUpgradeableReadLock(int millisecondsTimeout) => LockValidation.IsEnabled && LockTimeouts.IsValid(millisecondsTimeout)
        ? RealLocks.Take(in _map, new AcquireOptions(LockMode.Upgradeable), new UpgradeableSide(_lock), millisecondsTimeout)
        : _lock.TryEnterUpgradeableReadLock(millisecondsTimeout);

    /// <summary>Takes the lock as a reader who may become the writer; one at a time, on purpose while another of its class is held; to be released by <see cref="ExitUpgradeableReadLock"/>.</summary>
    /// <param name="subclass">The level of this one in the order of the nesting, 0 to 7; another one is a finding.</param>
    /// <inheritdoc cref="EnterUpgradeableReadLock" path="/exception"/>
    public void EnterUpgradeableReadLockNested(int subclass)
    {
        if (LockValidation.IsEnabled)
        {
            RealLocks.Take(in _map, new AcquireOptions(LockMode.Upgradeable, Subclass: subclass), new UpgradeableSide(_lock), Timeout.Infinite);
        }
        else
        {
            _lock.EnterUpgradeableReadLock();
        }
    }

    /// <summary>Takes the lock as a reader who may become the writer; one at a time, on purpose while others of its class are held; to be released by <see cref="ExitUpgradeableReadLock"/>.</summary>
    /// <param name="under">A lock that is held and that all who take several of this class hold.</param>
    /// <exception cref="ArgumentNullException"><paramref name="under"/> is null.</exception>
    /// <inheritdoc cref="EnterUpgradeableReadLock" path="/exception"/>
    public void EnterUpgradeableReadLockNested(IValidatedLock under)
    {
        ArgumentNullException.ThrowIfNull(under);
        if (LockValidation.IsEnabled)
        {
            RealLocks.Take(in _map, new AcquireOptions(LockMode.Upgradeable, Nest: under.Map), new UpgradeableSide(_lock), Timeout.Infinite);
        }
        else
        {
            _lock.EnterUpgradeableReadLock();
        }
    }

    /// <summary>Releases the lock, once.</summary>
    /// <exception cref="SynchronizationLockException">The thread does not hold this side. That is also a finding, which names who does.</exception>
    public void ExitUpgradeableReadLock()
    {
        if (LockValidation.IsEnabled)
        {
            RealLocks.GiveBack(in _map, LockMode.Upgradeable, new UpgradeableSide(_lock));
        }
        else
        {
            _lock.ExitUpgradeableReadLock();
        }
    }
}
