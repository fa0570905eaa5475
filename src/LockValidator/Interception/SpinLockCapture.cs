using System.Collections.Concurrent;
using System.ComponentModel;

namespace LockValidator.Interception;

/// <summary>What intercepted calls on a <c>SpinLock</c> arrive at.</summary>
/// <remarks>
/// For generated code. A struct has no identity that could be looked up: each hold counts as an instance of its own, of the class of
/// the field or local that the call names.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
#pragma warning disable CS1591 // Each member is the original's, whose documentation applies.
public static class SpinLockCapture
{
    // Each call has a site of its own; those of one field or local come to one class.
    private static readonly ConcurrentDictionary<CaptureSite, LockClass> s_classes = new();

    [ThreadStatic]
    private static List<LockMap>? t_held;

    public static void Enter(ref SpinLock spinLock, ref bool lockTaken, CaptureSite? site) => Take(ref spinLock, Timeout.Infinite, ref lockTaken, site);

    public static void TryEnter(ref SpinLock spinLock, ref bool lockTaken, CaptureSite? site) => Take(ref spinLock, 0, ref lockTaken, site);

    public static void TryEnter(ref SpinLock spinLock, int millisecondsTimeout, ref bool lockTaken, CaptureSite? site) =>
        Take(ref spinLock, millisecondsTimeout, ref lockTaken, site);

    public static void TryEnter(ref SpinLock spinLock, TimeSpan timeout, ref bool lockTaken, CaptureSite? site) =>
        Take(ref spinLock, LockTimeouts.ToMilliseconds(timeout), ref lockTaken, site);

    public static void Exit(ref SpinLock spinLock, CaptureSite? site) => Exit(ref spinLock, useMemoryBarrier: true, site);

    public static void Exit(ref SpinLock spinLock, bool useMemoryBarrier, CaptureSite? site)
    {
        try
        {
            spinLock.Exit(useMemoryBarrier);
        }
        finally
        {
            if (LockValidation.IsEnabled && site is not null)
            {
                Released(ClassOf(site));
            }
        }
    }

    private static void Take(ref SpinLock spinLock, int millisecondsTimeout, ref bool lockTaken, CaptureSite? site)
    {
        if (!LockValidation.IsEnabled || lockTaken || site is null || millisecondsTimeout < Timeout.Infinite)
        {
            TakeReal(ref spinLock, millisecondsTimeout, ref lockTaken);
            return;
        }

        var map = new LockMap(ClassOf(site));
        var options = new AcquireOptions(Kind: LockTimeouts.KindOf(millisecondsTimeout));
        if (options.Kind != AcquireKind.Try)
        {
            map.Acquire(options);
        }

        try
        {
            TakeReal(ref spinLock, millisecondsTimeout, ref lockTaken);
        }
        finally
        {
            if (!lockTaken && options.Kind != AcquireKind.Try)
            {
                map.Withdraw();
            }
        }

        if (lockTaken)
        {
            Told(ref spinLock, map, options, ref lockTaken);
        }
    }

    private static void Told(ref SpinLock spinLock, in LockMap map, in AcquireOptions options, ref bool lockTaken)
    {
        if (options.Kind == AcquireKind.Try)
        {
            try
            {
                map.Acquire(options);
            }
            catch
            {
                spinLock.Exit();
                lockTaken = false;
                throw;
            }
        }

        (t_held ??= []).Add(map);
    }

    private static void Released(LockClass type)
    {
        for (int i = (t_held?.Count ?? 0) - 1; i >= 0; i--)
        {
            LockMap map = t_held![i];
            if (map.Class == type)
            {
                t_held.RemoveAt(i);
                map.Release();
                return;
            }
        }
    }

    private static LockClass ClassOf(CaptureSite site) => s_classes.GetOrAdd(site, static made =>
    {
        CaptureSession.Observed("SpinLock");
        return CaptureNames.OfMember(made, LockKind.RawSpin);
    });

    private static void TakeReal(ref SpinLock spinLock, int millisecondsTimeout, ref bool lockTaken)
    {
        if (millisecondsTimeout == Timeout.Infinite)
        {
            spinLock.Enter(ref lockTaken);
        }
        else
        {
            spinLock.TryEnter(millisecondsTimeout, ref lockTaken);
        }
    }
}
