using System.ComponentModel;

namespace LockValidator.Interception;

/// <summary>What intercepted calls on a <c>ReaderWriterLockSlim</c> arrive at.</summary>
/// <remarks>For generated code. Overload for overload as the original, with the site added.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
#pragma warning disable CS1591 // Each member is the original's, whose documentation applies.
public static class ReaderWriterLockSlimCapture
{
    private static readonly CaptureTable s_table = new("ReaderWriterLockSlim", LockKind.ReaderWriter, threadAffine: true);

    public static void EnterReadLock(ReaderWriterLockSlim rwLock, CaptureSite? site) => Take(rwLock, LockMode.Shared, Timeout.Infinite, site);

    public static bool TryEnterReadLock(ReaderWriterLockSlim rwLock, int millisecondsTimeout, CaptureSite? site) =>
        Take(rwLock, LockMode.Shared, millisecondsTimeout, site);

    public static bool TryEnterReadLock(ReaderWriterLockSlim rwLock, TimeSpan timeout, CaptureSite? site) =>
        Take(rwLock, LockMode.Shared, LockTimeouts.ToMilliseconds(timeout), site);

    public static void ExitReadLock(ReaderWriterLockSlim rwLock, CaptureSite? site)
    {
        try
        {
            rwLock.ExitReadLock();
        }
        finally
        {
            Released(rwLock, LockMode.Shared);
        }
    }

    public static void EnterWriteLock(ReaderWriterLockSlim rwLock, CaptureSite? site) => Take(rwLock, LockMode.Exclusive, Timeout.Infinite, site);

    public static bool TryEnterWriteLock(ReaderWriterLockSlim rwLock, int millisecondsTimeout, CaptureSite? site) =>
        Take(rwLock, LockMode.Exclusive, millisecondsTimeout, site);

    public static bool TryEnterWriteLock(ReaderWriterLockSlim rwLock, TimeSpan timeout, CaptureSite? site) =>
        Take(rwLock, LockMode.Exclusive, LockTimeouts.ToMilliseconds(timeout), site);

    public static void ExitWriteLock(ReaderWriterLockSlim rwLock, CaptureSite? site)
    {
        try
        {
            rwLock.ExitWriteLock();
        }
        finally
        {
            Released(rwLock, LockMode.Exclusive);
        }
    }

    public static void EnterUpgradeableReadLock(ReaderWriterLockSlim rwLock, CaptureSite? site) => Take(rwLock, LockMode.Upgradeable, Timeout.Infinite, site);

    public static bool TryEnterUpgradeableReadLock(ReaderWriterLockSlim rwLock, int millisecondsTimeout, CaptureSite? site) =>
        Take(rwLock, LockMode.Upgradeable, millisecondsTimeout, site);

    public static bool TryEnterUpgradeableReadLock(ReaderWriterLockSlim rwLock, TimeSpan timeout, CaptureSite? site) =>
        Take(rwLock, LockMode.Upgradeable, LockTimeouts.ToMilliseconds(timeout), site);

    public static void ExitUpgradeableReadLock(ReaderWriterLockSlim rwLock, CaptureSite? site)
    {
        try
        {
            rwLock.ExitUpgradeableReadLock();
        }
        finally
        {
            Released(rwLock, LockMode.Upgradeable);
        }
    }

    private static bool Take(ReaderWriterLockSlim rwLock, LockMode mode, int millisecondsTimeout, CaptureSite? site)
    {
        if (!LockValidation.IsEnabled || millisecondsTimeout < Timeout.Infinite)
        {
            return TakeReal(rwLock, mode, millisecondsTimeout);
        }

        CapturedLock captured = s_table.Get(rwLock, site, rwLock.RecursionPolicy == LockRecursionPolicy.SupportsRecursion);
        var options = new AcquireOptions(mode, LockTimeouts.KindOf(millisecondsTimeout));
        if (options.Kind == AcquireKind.Try)
        {
            return TakeReal(rwLock, mode, 0) && Told(rwLock, captured, options);
        }

        captured.Map.Acquire(options);
        bool taken = false;
        try
        {
            taken = TakeReal(rwLock, mode, millisecondsTimeout);
        }
        finally
        {
            if (!taken)
            {
                captured.Map.Withdraw();
            }
        }

        return taken;
    }

    private static bool Told(ReaderWriterLockSlim rwLock, CapturedLock captured, in AcquireOptions options)
    {
        try
        {
            captured.Map.Acquire(options);
            return true;
        }
        catch
        {
            ExitReal(rwLock, options.Mode);
            throw;
        }
    }

    private static void Released(ReaderWriterLockSlim? rwLock, LockMode mode)
    {
        if (LockValidation.IsEnabled && rwLock is not null)
        {
            s_table.Find(rwLock)?.Map.Release(mode);
        }
    }

    private static bool TakeReal(ReaderWriterLockSlim rwLock, LockMode mode, int millisecondsTimeout) => mode switch
    {
        LockMode.Shared => rwLock.TryEnterReadLock(millisecondsTimeout),
        LockMode.Upgradeable => rwLock.TryEnterUpgradeableReadLock(millisecondsTimeout),
        _ => rwLock.TryEnterWriteLock(millisecondsTimeout),
    };

    private static void ExitReal(ReaderWriterLockSlim rwLock, LockMode mode)
    {
        switch (mode)
        {
            case LockMode.Shared:
                rwLock.ExitReadLock();
                break;
            case LockMode.Upgradeable:
                rwLock.ExitUpgradeableReadLock();
                break;
            default:
                rwLock.ExitWriteLock();
                break;
        }
    }
}
