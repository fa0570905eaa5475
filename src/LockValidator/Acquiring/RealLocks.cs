using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>Taking and releasing a thread-affine lock, and what the checker is told of it.</summary>
internal static class RealLocks
{
    /// <summary>Tells the checker, then takes the lock. Whatever keeps the lock from being taken leaves nothing held.</summary>
    public static bool Take<TLock>(in LockMap map, in AcquireOptions options, TLock real, int millisecondsTimeout)
        where TLock : struct, IRealLock
    {
        AcquireKind kind = LockTimeouts.KindOf(millisecondsTimeout);
        if (kind == AcquireKind.Try)
        {
            return TryThenTell(in map, in options, real);
        }

        map.Acquire(options with { Kind = kind });
        bool taken = false;
        try
        {
            taken = real.Take(0) || Wait(in map, options.Mode, real, millisecondsTimeout);
        }
        catch (AbandonedMutexException)
        {
            // A report that the last owner died, by which the lock changes hands all the same.
            taken = true;
            throw;
        }
        finally
        {
            if (!taken)
            {
                Withdraw(in map, options.Mode);
            }
        }

        return taken;
    }

    /// <summary>Takes the lock, however long that takes, with the checker told before anything can be reported or waited for.</summary>
    /// <remarks>
    /// Hot path: the mode is a constant where it is called. Where nothing is to be reported, the lock is tried before it counts as held, for its acquisition may throw and a
    /// method with a try block is not inlined.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter<TLock>(in LockMap map, LockMode mode, TLock real)
        where TLock : struct, IRealLock
    {
        KnownAcquisition known = map.FindKnown(mode);
        if (known.IsKnown && real.Take(0))
        {
            if (!map.CompleteKnown(known, mode))
            {
                TellAfterwards(in map, mode, real);
            }
        }
        else
        {
            TellThenTake(in map, mode, real);
        }
    }

    /// <summary>Releases the lock and tells the checker.</summary>
    /// <remarks>Hot path: the newest hold, on which nothing else hangs. The real lock cannot refuse what the thread holds.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit<TLock>(in LockMap map, LockMode mode, TLock real)
        where TLock : struct, IRealLock
    {
        if (map.TryReleaseNewest(mode))
        {
            real.GiveBack();
        }
        else
        {
            GiveBack(in map, mode, real);
        }
    }

    /// <summary>Releases the lock, then tells the checker: the work that waits for "nothing held" must find the real lock free.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void GiveBack<TLock>(in LockMap map, LockMode mode, TLock real)
        where TLock : struct, IRealLock
    {
        try
        {
            real.GiveBack();
        }
        catch (Exception refused) when (refused is SynchronizationLockException or ApplicationException)
        {
            TellOfRefusal(in map, mode);
            throw;
        }

        // Not held for the checker, though it was for the runtime: taken by code that is not ours (WaitHandle.WaitAny).
        Withdraw(in map, mode);
    }

    /// <summary>Takes back the newest hold of one side, if there is one.</summary>
    public static void Withdraw(in LockMap map, LockMode mode)
    {
        if (map.IsHeld(mode))
        {
            map.Release(mode);
        }
    }

    /// <summary>A release that the real lock refused is a finding, and whatever is held of the lock is held still.</summary>
    public static void TellOfRefusal(in LockMap map, LockMode mode)
    {
        LockMode? still = NewestSide(in map);
        map.Release(mode);
        if (still is { } side)
        {
            map.Acquire(new AcquireOptions(side, AcquireKind.Try, Unchecked: true));
        }
    }

    /// <summary>Takes a lock of which the checker has been told.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void TakeOrWithdraw<TLock>(in LockMap map, LockMode mode, TLock real)
        where TLock : struct, IRealLock
    {
        try
        {
            // A try first costs nothing where the lock is free, and tells when it is not.
            if (!real.Take(0))
            {
                Wait(in map, mode, real, Timeout.Infinite);
            }
        }
        catch
        {
            Withdraw(in map, mode);
            throw;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TellThenTake<TLock>(in LockMap map, LockMode mode, TLock real)
        where TLock : struct, IRealLock
    {
        map.Acquire(mode);
        TakeOrWithdraw(in map, mode, real);
    }

    /// <summary>Takes a lock that was not free. For a checker that measures times, or looks for deadlocks.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Wait<TLock>(in LockMap map, LockMode mode, TLock real, int millisecondsTimeout)
        where TLock : struct, IRealLock
    {
        map.Contended();
        (int first, int rest) = Patience.Split(in map, mode, millisecondsTimeout);
        bool taken = real.Take(first) || (rest != 0 && TakeBlocked(in map, mode, real, rest));
        if (taken)
        {
            map.Acquired();
        }

        return taken;
    }

    private static bool TakeBlocked<TLock>(in LockMap map, LockMode mode, TLock real, int millisecondsTimeout)
        where TLock : struct, IRealLock
    {
        LockWait? wait = map.BeginWait(mode);
        bool taken = false;
        try
        {
            taken = real.Take(millisecondsTimeout);
        }
        catch (AbandonedMutexException)
        {
            taken = true;
            throw;
        }
        finally
        {
            wait?.End(taken);
        }

        return taken;
    }

    private static LockMode? NewestSide(in LockMap map)
    {
        IReadOnlyList<HeldLock> held = LockFlow.Current.Held;
        for (int i = held.Count - 1; i >= 0; i--)
        {
            if (held[i].Instance == map.Instance)
            {
                return held[i].Mode;
            }
        }

        return null;
    }

    private static bool TryThenTell<TLock>(in LockMap map, in AcquireOptions options, TLock real)
        where TLock : struct, IRealLock
    {
        AcquireOptions announced = options with { Kind = AcquireKind.Try };
        try
        {
            if (!real.Take(0))
            {
                return false;
            }
        }
        catch (AbandonedMutexException)
        {
            map.Acquire(in announced);
            throw;
        }

        Tell(in map, in announced, real);
        return true;
    }

    /// <summary>Apart from its caller, which must not make room for the options.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TellAfterwards<TLock>(in LockMap map, LockMode mode, TLock real)
        where TLock : struct, IRealLock => Tell(in map, new AcquireOptions(mode), real);

    /// <summary>Tells the checker of a lock that has been taken, and releases it where the policy refuses that.</summary>
    private static void Tell<TLock>(in LockMap map, in AcquireOptions options, TLock real)
        where TLock : struct, IRealLock
    {
        try
        {
            map.Acquire(in options);
        }
        catch
        {
            real.GiveBack();
            throw;
        }
    }
}
