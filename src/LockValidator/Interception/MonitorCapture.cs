using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LockValidator.Interception;

/// <summary>
/// <c>System.Threading.Monitor</c>, watched: what captured <c>lock</c> statements and <c>Monitor</c> calls arrive at. Member for member
/// as the original; the check precedes the real acquisition.
/// </summary>
/// <remarks>For the embedded shim, not for use by hand: a program that names its locks uses <see cref="ValidatedLock"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MonitorCapture
{
    private static readonly CaptureTable s_table = new("lock", LockKind.Sleeping, threadAffine: true);

    [ThreadStatic]
    private static RecentObjects? t_recent;

    /// <summary>As <see cref="Monitor.LockContentionCount"/>.</summary>
    public static long LockContentionCount => Monitor.LockContentionCount;

    /// <summary>As <see cref="Monitor.Enter(object)"/>.</summary>
    /// <param name="obj">The object.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter(object obj)
    {
        bool taken = false;
        Enter(obj, ref taken);
    }

    /// <summary>As <see cref="Monitor.Enter(object, ref bool)"/>.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="lockTaken">Whether it was taken.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter(object obj, ref bool lockTaken)
    {
        // Read before anything is compared: then one read serves the release in the same method too.
        RecentObjects? recent = t_recent;
        if (LockValidation.IsEnabled && obj is not null && !lockTaken && Recent(recent, obj) is { } captured)
        {
            captured.Map.Acquire();
            if (Monitor.TryEnter(obj))
            {
                lockTaken = true;
            }
            else
            {
                EnterReal(obj, captured, ref lockTaken);
            }
        }
        else
        {
            EnterSlow(obj!, ref lockTaken);
        }
    }

    /// <summary>As <see cref="Monitor.TryEnter(object)"/>.</summary>
    /// <param name="obj">The object.</param>
    public static bool TryEnter(object obj) => TryEnter(obj, 0);

    /// <summary>As <see cref="Monitor.TryEnter(object, ref bool)"/>.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="lockTaken">Whether it was taken.</param>
    public static void TryEnter(object obj, ref bool lockTaken) => TryEnter(obj, 0, ref lockTaken);

    /// <summary>As <see cref="Monitor.TryEnter(object, int)"/>.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="millisecondsTimeout">How long to wait.</param>
    public static bool TryEnter(object obj, int millisecondsTimeout)
    {
        bool taken = false;
        TryEnter(obj, millisecondsTimeout, ref taken);
        return taken;
    }

    /// <summary>As <see cref="Monitor.TryEnter(object, TimeSpan)"/>.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="timeout">How long to wait.</param>
    public static bool TryEnter(object obj, TimeSpan timeout) => TryEnter(obj, LockTimeouts.ToMilliseconds(timeout));

    /// <summary>As <see cref="Monitor.TryEnter(object, TimeSpan, ref bool)"/>.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="lockTaken">Whether it was taken.</param>
    public static void TryEnter(object obj, TimeSpan timeout, ref bool lockTaken) => TryEnter(obj, LockTimeouts.ToMilliseconds(timeout), ref lockTaken);

    /// <summary>As <see cref="Monitor.TryEnter(object, int, ref bool)"/>.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="millisecondsTimeout">How long to wait.</param>
    /// <param name="lockTaken">Whether it was taken.</param>
    public static void TryEnter(object obj, int millisecondsTimeout, ref bool lockTaken)
    {
        if (!LockValidation.IsEnabled || obj is null || lockTaken || millisecondsTimeout < Timeout.Infinite)
        {
            Monitor.TryEnter(obj!, millisecondsTimeout, ref lockTaken);
            return;
        }

        CapturedLock captured = Known(obj);
        AcquireKind kind = LockTimeouts.KindOf(millisecondsTimeout);
        if (kind == AcquireKind.Try)
        {
            TryThenTell(obj, captured, ref lockTaken);
            return;
        }

        captured.Map.Acquire(new AcquireOptions(Kind: kind));
        try
        {
            Monitor.TryEnter(obj, millisecondsTimeout, ref lockTaken);
        }
        finally
        {
            WithdrawUnless(lockTaken, captured);
        }
    }

    /// <summary>As <see cref="Monitor.Exit(object)"/>.</summary>
    /// <param name="obj">The object.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(object obj)
    {
        RecentObjects? recent = t_recent;
        if (LockValidation.IsEnabled && obj is not null && Recent(recent, obj) is { } captured && captured.Map.TryReleaseNewest())
        {
            Monitor.Exit(obj);
        }
        else
        {
            ExitSlow(obj!);
        }
    }

    /// <summary>As <see cref="Monitor.IsEntered"/>.</summary>
    /// <param name="obj">The object.</param>
    public static bool IsEntered(object obj) => Monitor.IsEntered(obj);

    /// <summary>As <see cref="Monitor.Pulse"/>.</summary>
    /// <param name="obj">The object.</param>
    public static void Pulse(object obj) => Monitor.Pulse(obj);

    /// <summary>As <see cref="Monitor.PulseAll"/>.</summary>
    /// <param name="obj">The object.</param>
    public static void PulseAll(object obj) => Monitor.PulseAll(obj);

    /// <summary>As <see cref="Monitor.Wait(object)"/>.</summary>
    /// <param name="obj">The object.</param>
    public static bool Wait(object obj) => Wait(obj, Timeout.Infinite);

    /// <summary>As <see cref="Monitor.Wait(object, int)"/>: releases every level, and takes the lock again before it returns.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="millisecondsTimeout">How long to wait.</param>
    public static bool Wait(object obj, int millisecondsTimeout)
    {
        if (!LockValidation.IsEnabled || obj is null || millisecondsTimeout < Timeout.Infinite || s_table.Find(obj) is not { } captured)
        {
            return Monitor.Wait(obj!, millisecondsTimeout);
        }

        int levels = captured.Map.ReleaseAll();
        try
        {
            return Monitor.Wait(obj, millisecondsTimeout);
        }
        finally
        {
            captured.Map.AcquireAgain(levels);
        }
    }

    /// <summary>As <see cref="Monitor.Wait(object, TimeSpan)"/>.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="timeout">How long to wait.</param>
    public static bool Wait(object obj, TimeSpan timeout) => Wait(obj, LockTimeouts.ToMilliseconds(timeout));

    /// <summary>As <see cref="Monitor.Wait(object, int, bool)"/>.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="millisecondsTimeout">How long to wait.</param>
    /// <param name="exitContext">Without effect.</param>
    public static bool Wait(object obj, int millisecondsTimeout, bool exitContext) => Wait(obj, millisecondsTimeout);

    /// <summary>As <see cref="Monitor.Wait(object, TimeSpan, bool)"/>.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="exitContext">Without effect.</param>
    public static bool Wait(object obj, TimeSpan timeout, bool exitContext) => Wait(obj, timeout);

    private static void TryThenTell(object obj, CapturedLock captured, ref bool lockTaken)
    {
        Monitor.TryEnter(obj, 0, ref lockTaken);
        if (!lockTaken)
        {
            return;
        }

        try
        {
            captured.Map.Acquire(new AcquireOptions(Kind: AcquireKind.Try));
        }
        catch
        {
            Monitor.Exit(obj);
            lockTaken = false;
            throw;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static CapturedLock? Recent(RecentObjects? recent, object obj) => recent is null ? null : Unsafe.As<CapturedLock?>(recent.Find(obj));

    private static CapturedLock Known(object obj)
    {
        if (Recent(t_recent, obj) is { } recent)
        {
            return recent;
        }

        if (s_table.Find(obj) is not { } captured)
        {
            return s_table.Get(obj, site: null, reentrant: true);
        }

        // The second time that it is taken: locks that are used once leave nothing behind.
        (t_recent ??= new RecentObjects()).Add(obj, captured);
        return captured;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void EnterSlow(object obj, ref bool lockTaken)
    {
        if (!LockValidation.IsEnabled || obj is null || lockTaken)
        {
            Monitor.Enter(obj!, ref lockTaken);
            return;
        }

        CapturedLock captured = Known(obj);
        captured.Map.Acquire();
        EnterReal(obj, captured, ref lockTaken);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void EnterReal(object obj, CapturedLock captured, ref bool lockTaken)
    {
        try
        {
            Monitor.Enter(obj, ref lockTaken);
        }
        finally
        {
            WithdrawUnless(lockTaken, captured);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ExitSlow(object obj)
    {
        if (!LockValidation.IsEnabled || obj is null)
        {
            Monitor.Exit(obj!);
            return;
        }

        // The checker hears of it after the fact, and also of a release that fails: that is what it reports as unbalanced. One that
        // succeeds though we know of no hold was taken where nothing watches: in a package, or a project without capture.
        bool wasHeld = false;
        try
        {
            Monitor.Exit(obj);
            wasHeld = true;
        }
        finally
        {
            if (s_table.Find(obj) is { } captured && (!wasHeld || captured.Map.IsHeld()))
            {
                captured.Map.Release();
            }
        }
    }

    private static void WithdrawUnless(bool taken, CapturedLock captured)
    {
        if (!taken)
        {
            captured.Map.Withdraw();
        }
    }
}
