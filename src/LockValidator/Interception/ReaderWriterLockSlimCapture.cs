using System.ComponentModel;

namespace LockValidator.Interception;

/// <summary>What intercepted calls on a <c>ReaderWriterLockSlim</c> arrive at.</summary>
/// <remarks>For generated code. Overload for overload as the original, with the site added.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
#pragma warning disable CS1591 // Each member is the original's, whose documentation applies.
public static class ReaderWriterLockSlimCapture
{
    private static readonly WatchedObjects<ReaderWriterLockSlim, ValidatedReaderWriterLock> s_watched =
        new(LockKind.ReaderWriter, static (original, type) => new ValidatedReaderWriterLock(original, type));

    public static void EnterReadLock(ReaderWriterLockSlim rwLock, CaptureSite? site)
    {
        if (LockValidation.IsEnabled)
        {
            s_watched.Of(rwLock, site).EnterReadLock();
        }
        else
        {
            rwLock.EnterReadLock();
        }
    }

    public static bool TryEnterReadLock(ReaderWriterLockSlim rwLock, int millisecondsTimeout, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(rwLock, site).TryEnterReadLock(millisecondsTimeout)
        : rwLock.TryEnterReadLock(millisecondsTimeout);

    public static bool TryEnterReadLock(ReaderWriterLockSlim rwLock, TimeSpan timeout, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(rwLock, site).TryEnterReadLock(timeout)
        : rwLock.TryEnterReadLock(timeout);

    public static void ExitReadLock(ReaderWriterLockSlim rwLock, CaptureSite? site)
    {
        if (LockValidation.IsEnabled)
        {
            s_watched.Of(rwLock, site).ExitReadLock();
        }
        else
        {
            rwLock.ExitReadLock();
        }
    }

    public static void EnterWriteLock(ReaderWriterLockSlim rwLock, CaptureSite? site)
    {
        if (LockValidation.IsEnabled)
        {
            s_watched.Of(rwLock, site).EnterWriteLock();
        }
        else
        {
            rwLock.EnterWriteLock();
        }
    }

    public static bool TryEnterWriteLock(ReaderWriterLockSlim rwLock, int millisecondsTimeout, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(rwLock, site).TryEnterWriteLock(millisecondsTimeout)
        : rwLock.TryEnterWriteLock(millisecondsTimeout);

    public static bool TryEnterWriteLock(ReaderWriterLockSlim rwLock, TimeSpan timeout, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(rwLock, site).TryEnterWriteLock(timeout)
        : rwLock.TryEnterWriteLock(timeout);

    public static void ExitWriteLock(ReaderWriterLockSlim rwLock, CaptureSite? site)
    {
        if (LockValidation.IsEnabled)
        {
            s_watched.Of(rwLock, site).ExitWriteLock();
        }
        else
        {
            rwLock.ExitWriteLock();
        }
    }

    public static void EnterUpgradeableReadLock(ReaderWriterLockSlim rwLock, CaptureSite? site)
    {
        if (LockValidation.IsEnabled)
        {
            s_watched.Of(rwLock, site).EnterUpgradeableReadLock();
        }
        else
        {
            rwLock.EnterUpgradeableReadLock();
        }
    }

    public static bool TryEnterUpgradeableReadLock(ReaderWriterLockSlim rwLock, int millisecondsTimeout, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(rwLock, site).TryEnterUpgradeableReadLock(millisecondsTimeout)
        : rwLock.TryEnterUpgradeableReadLock(millisecondsTimeout);

    public static bool TryEnterUpgradeableReadLock(ReaderWriterLockSlim rwLock, TimeSpan timeout, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(rwLock, site).TryEnterUpgradeableReadLock(timeout)
        : rwLock.TryEnterUpgradeableReadLock(timeout);

    public static void ExitUpgradeableReadLock(ReaderWriterLockSlim rwLock, CaptureSite? site)
    {
        if (LockValidation.IsEnabled)
        {
            s_watched.Of(rwLock, site).ExitUpgradeableReadLock();
        }
        else
        {
            rwLock.ExitUpgradeableReadLock();
        }
    }
}
