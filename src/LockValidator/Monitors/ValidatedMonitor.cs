using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>
/// <c>System.Threading.Monitor</c>, watched: locks any object, and reports the first time that objects are locked in an order that
/// could deadlock. Swap the type name and keep the code.
/// </summary>
/// <remarks>
/// The class of an object is its type with the place where it was locked first; <see cref="SetClass"/> gives it another. It is the
/// object's real Monitor that is taken, so code that is not watched excludes and is excluded as before. With validation off
/// (<see cref="LockValidation.IsEnabled"/>) it is the bare Monitor.
/// </remarks>
public static partial class ValidatedMonitor
{
    /// <summary>How often a thread of the process had to wait for a lock of the runtime.</summary>
    public static long LockContentionCount => Monitor.LockContentionCount;

    /// <summary>Locks an object, waiting as long as it takes.</summary>
    /// <param name="obj">The object.</param>
    /// <exception cref="ArgumentNullException"><paramref name="obj"/> is null.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; the lock is not held.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; the lock is not held.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter(object obj)
    {
        RecentObjects? recent = MonitoredObjects.t_recent;
        if (LockValidation.IsEnabled && obj is not null && MonitoredObjects.Recent(recent, obj) is { } known)
        {
            known.Map.Acquire();
            if (!Monitor.TryEnter(obj))
            {
                RealLocks.TakeOrWithdraw(in known.Map, LockMode.Exclusive, new MonitorSide(obj));
            }
        }
        else
        {
            EnterSlow(obj!);
        }
    }

    /// <summary>Locks an object, waiting as long as it takes.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="lockTaken">Must be false; true afterwards if the lock was taken, also where an exception is thrown.</param>
    /// <exception cref="ArgumentException"><paramref name="lockTaken"/> is true.</exception>
    /// <inheritdoc cref="Enter(object)" path="/exception"/>
    public static void Enter(object obj, ref bool lockTaken)
    {
        if (IsWatched(obj, lockTaken))
        {
            lockTaken = Take(obj, default, Timeout.Infinite);
        }
        else
        {
            Monitor.Enter(obj, ref lockTaken);
        }
    }

    /// <summary>Locks an object if it is free.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>True if the lock was taken.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="obj"/> is null.</exception>
    public static bool TryEnter(object obj) => IsWatched(obj) ? Take(obj, default, 0) : Monitor.TryEnter(obj);

    /// <summary>Locks an object if it is free.</summary>
    /// <inheritdoc cref="Enter(object, ref bool)"/>
    public static void TryEnter(object obj, ref bool lockTaken)
    {
        if (IsWatched(obj, lockTaken))
        {
            lockTaken = Take(obj, default, 0);
        }
        else
        {
            Monitor.TryEnter(obj, ref lockTaken);
        }
    }

    /// <summary>Locks an object if it becomes free in time.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <returns>True if the lock was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite, or too long.</exception>
    /// <inheritdoc cref="Enter(object)" path="/exception"/>
    public static bool TryEnter(object obj, int millisecondsTimeout) => IsWatched(obj) && LockTimeouts.IsValid(millisecondsTimeout)
        ? Take(obj, default, millisecondsTimeout)
        : Monitor.TryEnter(obj, millisecondsTimeout);

    /// <summary>Locks an object if it becomes free in time.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <inheritdoc cref="TryEnter(object, int)"/>
    public static bool TryEnter(object obj, TimeSpan timeout) => IsWatched(obj) && LockTimeouts.IsValid(timeout, out int milliseconds)
        ? Take(obj, default, milliseconds)
        : Monitor.TryEnter(obj, timeout);

    /// <summary>Locks an object if it becomes free in time.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <param name="lockTaken">Must be false; true afterwards if the lock was taken, also where an exception is thrown.</param>
    /// <exception cref="ArgumentException"><paramref name="lockTaken"/> is true.</exception>
    /// <inheritdoc cref="TryEnter(object, int)" path="/exception"/>
    public static void TryEnter(object obj, int millisecondsTimeout, ref bool lockTaken)
    {
        if (IsWatched(obj, lockTaken) && LockTimeouts.IsValid(millisecondsTimeout))
        {
            lockTaken = Take(obj, default, millisecondsTimeout);
        }
        else
        {
            Monitor.TryEnter(obj, millisecondsTimeout, ref lockTaken);
        }
    }

    /// <summary>Locks an object if it becomes free in time.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <param name="lockTaken">Must be false; true afterwards if the lock was taken, also where an exception is thrown.</param>
    /// <exception cref="ArgumentException"><paramref name="lockTaken"/> is true.</exception>
    /// <inheritdoc cref="TryEnter(object, int)" path="/exception"/>
    public static void TryEnter(object obj, TimeSpan timeout, ref bool lockTaken)
    {
        if (IsWatched(obj, lockTaken) && LockTimeouts.IsValid(timeout, out int milliseconds))
        {
            lockTaken = Take(obj, default, milliseconds);
        }
        else
        {
            Monitor.TryEnter(obj, timeout, ref lockTaken);
        }
    }

    /// <summary>Whether the calling thread holds the lock of an object.</summary>
    /// <param name="obj">The object.</param>
    /// <exception cref="ArgumentNullException"><paramref name="obj"/> is null.</exception>
    public static bool IsEntered(object obj) => Monitor.IsEntered(obj);

    /// <summary>Releases the lock of an object, once.</summary>
    /// <param name="obj">The object.</param>
    /// <exception cref="ArgumentNullException"><paramref name="obj"/> is null.</exception>
    /// <exception cref="SynchronizationLockException">The calling thread does not hold it. That is also a finding, which names who does.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(object obj)
    {
        RecentObjects? recent = MonitoredObjects.t_recent;
        if (LockValidation.IsEnabled && obj is not null && MonitoredObjects.Recent(recent, obj) is { } known && known.Map.TryReleaseNewest())
        {
            Monitor.Exit(obj);
        }
        else
        {
            ExitSlow(obj!);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void EnterSlow(object obj)
    {
        if (IsWatched(obj))
        {
            Take(obj, default, Timeout.Infinite);
        }
        else
        {
            Monitor.Enter(obj);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ExitSlow(object obj)
    {
        if (IsWatched(obj))
        {
            RealLocks.Exit(in MonitoredObjects.Of(obj).Map, LockMode.Exclusive, new MonitorSide(obj));
        }
        else
        {
            Monitor.Exit(obj);
        }
    }

    private static bool IsWatched(object? obj, bool lockTaken = false) => LockValidation.IsEnabled && obj is not null && !lockTaken;

    private static bool Take(object obj, in AcquireOptions options, int millisecondsTimeout)
    {
        MonitoredObject known = MonitoredObjects.Of(obj);
        return RealLocks.Take(in known.Map, in options, new MonitorSide(obj), millisecondsTimeout);
    }
}
