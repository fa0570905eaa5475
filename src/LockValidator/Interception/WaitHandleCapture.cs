using System.ComponentModel;

namespace LockValidator.Interception;

/// <summary>What intercepted waits on a <c>WaitHandle</c> arrive at: a mutex is a lock, all else a wait that may block.</summary>
/// <remarks>For generated code. Overload for overload as the original, with the site added.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
#pragma warning disable CS1591 // Each member is the original's, whose documentation applies.
public static class WaitHandleCapture
{
    private static readonly CaptureTable s_table = new("Mutex", LockKind.Sleeping, threadAffine: true);

    public static bool WaitOne(WaitHandle handle, CaptureSite? site) => Wait(handle, Timeout.Infinite, site);

    public static bool WaitOne(WaitHandle handle, int millisecondsTimeout, CaptureSite? site) => Wait(handle, millisecondsTimeout, site);

    public static bool WaitOne(WaitHandle handle, TimeSpan timeout, CaptureSite? site) => Wait(handle, LockTimeouts.ToMilliseconds(timeout), site);

    public static bool WaitOne(WaitHandle handle, int millisecondsTimeout, bool exitContext, CaptureSite? site) => Wait(handle, millisecondsTimeout, site);

    public static bool WaitOne(WaitHandle handle, TimeSpan timeout, bool exitContext, CaptureSite? site) => Wait(handle, LockTimeouts.ToMilliseconds(timeout), site);

    public static void ReleaseMutex(Mutex mutex, CaptureSite? site)
    {
        bool wasHeld = false;
        try
        {
            mutex.ReleaseMutex();
            wasHeld = true;
        }
        finally
        {
            // One that was taken where nothing watches (WaitHandle.WaitAny, a package) was held all the same.
            if (LockValidation.IsEnabled && mutex is not null && s_table.Find(mutex) is { } captured && (!wasHeld || captured.Map.IsHeld()))
            {
                captured.Map.Release();
            }
        }
    }

    private static bool Wait(WaitHandle handle, int millisecondsTimeout, CaptureSite? site)
    {
        if (!LockValidation.IsEnabled || millisecondsTimeout < Timeout.Infinite)
        {
            return handle.WaitOne(millisecondsTimeout);
        }

        AcquireKind kind = LockTimeouts.KindOf(millisecondsTimeout);
        if (handle is Mutex mutex)
        {
            return Take(mutex, millisecondsTimeout, kind, site);
        }

        if (kind != AcquireKind.Try)
        {
            LockFlow.Current.MightBlock();
        }

        return handle.WaitOne(millisecondsTimeout);
    }

    private static bool Take(Mutex mutex, int millisecondsTimeout, AcquireKind kind, CaptureSite? site)
    {
        CapturedLock captured = s_table.Get(mutex, site, reentrant: true);
        var options = new AcquireOptions(Kind: kind);
        if (kind != AcquireKind.Try)
        {
            captured.Map.Acquire(options);
        }

        bool taken = false;
        try
        {
            taken = mutex.WaitOne(millisecondsTimeout);
        }
        catch (AbandonedMutexException)
        {
            // The mutex is ours all the same.
            taken = true;
            throw;
        }
        finally
        {
            Settle(mutex, captured, options, taken);
        }

        return taken;
    }

    private static void Settle(Mutex mutex, CapturedLock captured, in AcquireOptions options, bool taken)
    {
        if (!taken && options.Kind != AcquireKind.Try)
        {
            captured.Map.Withdraw();
        }
        else if (taken && options.Kind == AcquireKind.Try)
        {
            try
            {
                captured.Map.Acquire(options);
            }
            catch
            {
                mutex.ReleaseMutex();
                throw;
            }
        }
    }
}
