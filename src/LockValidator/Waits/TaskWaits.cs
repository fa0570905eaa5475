namespace LockValidator;

/// <summary>Blocking on tasks and threads, watched.</summary>
public static class TaskWaits
{
    /// <summary>Blocks until a task has ended, as <see cref="Task.Wait()"/> does.</summary>
    /// <param name="task">The task.</param>
    /// <exception cref="ArgumentNullException"><paramref name="task"/> is null.</exception>
    /// <exception cref="AggregateException">It failed or was cancelled.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; it was not waited for.</exception>
    public static void ValidatedWait(this Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        using BlockedWait blocked = WaitedThings.Begin(task, task.IsCompleted);
        task.Wait();
        WaitedThings.Joined(task);
    }

    /// <summary>Blocks until a task has ended, for a time, or until the wait is cancelled.</summary>
    /// <param name="task">The task.</param>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>True unless the time ran out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite.</exception>
    /// <inheritdoc cref="ValidatedWait(Task)" path="/exception"/>
    public static bool ValidatedWait(this Task task, int millisecondsTimeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        using BlockedWait blocked = WaitedThings.Begin(task, task.IsCompleted, millisecondsTimeout);
        return Ended(task, task.Wait(millisecondsTimeout, cancellationToken));
    }

    /// <summary>Blocks until a task has ended, or for a time.</summary>
    /// <param name="task">The task.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <returns>True unless the time ran out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite, or too long.</exception>
    /// <inheritdoc cref="ValidatedWait(Task)" path="/exception"/>
    public static bool ValidatedWait(this Task task, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(task);
        using BlockedWait blocked = LockTimeouts.IsValid(timeout, out int milliseconds) ? WaitedThings.Begin(task, task.IsCompleted, milliseconds) : default;

        return Ended(task, task.Wait(timeout));
    }

    /// <summary>Blocks until a task has ended, and gives its result, as <see cref="Task{TResult}.Result"/> does.</summary>
    /// <param name="task">The task.</param>
    /// <inheritdoc cref="ValidatedWait(Task)" path="/exception"/>
    public static TResult ValidatedResult<TResult>(this Task<TResult> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        using BlockedWait blocked = WaitedThings.Begin(task, task.IsCompleted);
        TResult result = task.Result;
        WaitedThings.Joined(task);
        return result;
    }

    /// <summary>Blocks until a task has ended, as <c>GetAwaiter().GetResult()</c> does: its own exception is thrown.</summary>
    /// <param name="task">The task.</param>
    /// <exception cref="ArgumentNullException"><paramref name="task"/> is null.</exception>
    public static void ValidatedGetResult(this Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        using BlockedWait blocked = WaitedThings.Begin(task, task.IsCompleted);
        task.GetAwaiter().GetResult();
        WaitedThings.Joined(task);
    }

    /// <inheritdoc cref="ValidatedGetResult(Task)"/>
    public static TResult ValidatedGetResult<TResult>(this Task<TResult> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        using BlockedWait blocked = WaitedThings.Begin(task, task.IsCompleted);
        TResult result = task.GetAwaiter().GetResult();
        WaitedThings.Joined(task);
        return result;
    }

    private static bool Ended(Task task, bool ended)
    {
        if (ended)
        {
            WaitedThings.Joined(task);
        }

        return ended;
    }
}
