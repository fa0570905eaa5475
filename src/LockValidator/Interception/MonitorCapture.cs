using System.ComponentModel;

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

    /// <summary>As <see cref="Monitor.LockContentionCount"/>.</summary>
    public static long LockContentionCount => Monitor.LockContentionCount;

    /// <summary>As <see cref="Monitor.Enter(object)"/>.</summary>
    /// <param name="obj">The object.</param>
    public static void Enter(object obj)
    {
        bool taken = false;
        Enter(obj, ref taken);
    }

    /// <summary>As <see cref="Monitor.Enter(object, ref bool)"/>.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="lockTaken">Whether it was taken.</param>
    public static void Enter(object obj, ref bool lockTaken)
    {
        if (!LockValidation.IsEnabled || obj is null || lockTaken)
        {
            Monitor.Enter(obj!, ref lockTaken);
            return;
        }

        CapturedLock captured = s_table.Get(obj, site: null, reentrant: true);
        captured.Map.Acquire();
        try
        {
            Monitor.Enter(obj, ref lockTaken);
        }
        finally
        {
            Settle(obj, captured, lockTaken);
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

        CapturedLock captured = s_table.Get(obj, site: null, reentrant: true);
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
            Settle(obj, captured, lockTaken);
        }
    }

    /// <summary>As <see cref="Monitor.Exit(object)"/>.</summary>
    /// <param name="obj">The object.</param>
    public static void Exit(object obj)
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
            (HeldMonitors.Current.Pop(obj) ?? (wasHeld ? null : s_table.Find(obj)))?.Map.Release();
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

        HeldMonitors.Current.Push(obj, captured);
    }

    /// <summary>The attempt is over: either it is held, or the announcement is taken back.</summary>
    private static void Settle(object obj, CapturedLock captured, bool taken)
    {
        if (taken)
        {
            HeldMonitors.Current.Push(obj, captured);
        }
        else
        {
            captured.Map.Withdraw();
        }
    }
}
