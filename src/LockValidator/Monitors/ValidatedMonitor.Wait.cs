namespace LockValidator;

/// <content>Condition waits.</content>
public static partial class ValidatedMonitor
{
    /// <summary>Releases the lock of an object, however often it is held, waits to be pulsed, and takes it again.</summary>
    /// <param name="obj">The object.</param>
    /// <returns>True.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="obj"/> is null.</exception>
    /// <exception cref="SynchronizationLockException">The calling thread does not hold the lock. That is also a finding, which names who does.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; the lock is held again.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; the lock is held.</exception>
    /// <remarks>What is held besides stays held, and the lock is taken again under it: that is an order, checked before the wait.</remarks>
    public static bool Wait(object obj) => Wait(obj, Timeout.Infinite);

    /// <summary>Releases the lock of an object, waits to be pulsed or for a time, and takes it again.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: until pulsed.</param>
    /// <returns>True if the thread was pulsed in time. The lock is held in any case.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite, or too long.</exception>
    /// <inheritdoc cref="Wait(object)" path="/exception"/>
    public static bool Wait(object obj, int millisecondsTimeout) => IsWatched(obj) && LockTimeouts.IsValid(millisecondsTimeout)
        ? WaitWatched(obj, millisecondsTimeout)
        : Monitor.Wait(obj, millisecondsTimeout);

    /// <summary>Releases the lock of an object, waits to be pulsed or for a time, and takes it again.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: until pulsed.</param>
    /// <inheritdoc cref="Wait(object, int)"/>
    public static bool Wait(object obj, TimeSpan timeout) => IsWatched(obj) && LockTimeouts.IsValid(timeout, out int milliseconds)
        ? WaitWatched(obj, milliseconds)
        : Monitor.Wait(obj, timeout);

    /// <inheritdoc cref="Wait(object, int)"/>
    /// <param name="obj">The object.</param>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: until pulsed.</param>
    /// <param name="exitContext">Has no effect.</param>
    public static bool Wait(object obj, int millisecondsTimeout, bool exitContext) => Wait(obj, millisecondsTimeout);

    /// <inheritdoc cref="Wait(object, TimeSpan)"/>
    /// <param name="obj">The object.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: until pulsed.</param>
    /// <param name="exitContext">Has no effect.</param>
    public static bool Wait(object obj, TimeSpan timeout, bool exitContext) => Wait(obj, timeout);

    /// <summary>Wakes one thread that waits at an object.</summary>
    /// <param name="obj">The object.</param>
    /// <exception cref="ArgumentNullException"><paramref name="obj"/> is null.</exception>
    /// <exception cref="SynchronizationLockException">The calling thread does not hold the lock.</exception>
    public static void Pulse(object obj) => Monitor.Pulse(obj);

    /// <summary>Wakes all threads that wait at an object.</summary>
    /// <inheritdoc cref="Pulse(object)"/>
    public static void PulseAll(object obj) => Monitor.PulseAll(obj);

    private static bool WaitWatched(object obj, int millisecondsTimeout)
    {
        MonitoredObject known = MonitoredObjects.Of(obj);
        if (!Monitor.IsEntered(obj))
        {
            RealLocks.TellOfRefusal(in known.Map, LockMode.Exclusive);
            return Monitor.Wait(obj, millisecondsTimeout);
        }

        int count = known.Map.ReleaseAll();
        try
        {
            // What it means to take the lock again under what is held besides is reported before the thread sleeps.
            known.Map.MightAcquire();
        }
        catch
        {
            Restore(in known.Map, count);
            throw;
        }

        try
        {
            return Monitor.Wait(obj, millisecondsTimeout);
        }
        finally
        {
            Restore(in known.Map, count);
        }
    }

    /// <summary>The real lock is held again, whatever the checker has to say of it, and it has said it before the wait.</summary>
    private static void Restore(in LockMap map, int count)
    {
        for (int i = 0; i < count; i++)
        {
            map.Acquire(new AcquireOptions(Kind: AcquireKind.Try));
        }
    }
}
