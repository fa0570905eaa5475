using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>Threads as things that are waited for: who joins one with a lock held that its code takes gets a report.</summary>
public static class ValidatedThread
{
    /// <summary>Makes a thread, to be started by the caller. Its class is the place in the source that makes it.</summary>
    /// <param name="start">What it runs.</param>
    /// <param name="name">What reports call it; empty: the member that makes it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException"><paramref name="start"/> is null.</exception>
    public static Thread Create(
        ThreadStart start,
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(start);
        LockMap map = Waiting.MapFor(null, name, file, line, member);
        FlowStart? begin = WaitedThings.Starting(always: true);
        var thread = new Thread(() =>
        {
            using (begin?.Begin())
            {
                Completing.Run(in map, new Action(start));
            }
        });
        WaitedThings.Add(thread, map, begin);
        return thread;
    }

    /// <summary>Blocks until a thread has ended.</summary>
    /// <param name="thread">The thread.</param>
    /// <exception cref="ArgumentNullException"><paramref name="thread"/> is null.</exception>
    /// <exception cref="ThreadStateException">It was not started.</exception>
    /// <exception cref="ThreadInterruptedException">The calling thread was interrupted while it waited.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; it was not waited for.</exception>
    public static void ValidatedJoin(this Thread thread)
    {
        ArgumentNullException.ThrowIfNull(thread);
        using BlockedWait blocked = WaitedThings.Begin(thread, !thread.IsAlive);
        thread.Join();
        WaitedThings.Joined(thread);
    }

    /// <summary>Blocks until a thread has ended, or for a time.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <returns>True unless the time ran out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite, or too long.</exception>
    /// <inheritdoc cref="ValidatedJoin(Thread)" path="/exception"/>
    public static bool ValidatedJoin(this Thread thread, int millisecondsTimeout)
    {
        ArgumentNullException.ThrowIfNull(thread);
        using BlockedWait blocked = WaitedThings.Begin(thread, !thread.IsAlive, millisecondsTimeout);
        return Ended(thread, thread.Join(millisecondsTimeout));
    }

    /// <summary>Blocks until a thread has ended, or for a time.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <inheritdoc cref="ValidatedJoin(Thread, int)"/>
    public static bool ValidatedJoin(this Thread thread, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(thread);
        using BlockedWait blocked = LockTimeouts.IsValid(timeout, out int milliseconds) ? WaitedThings.Begin(thread, !thread.IsAlive, milliseconds) : default;

        return Ended(thread, thread.Join(timeout));
    }

    private static bool Ended(Thread thread, bool ended)
    {
        if (ended)
        {
            WaitedThings.Joined(thread);
        }

        return ended;
    }
}
