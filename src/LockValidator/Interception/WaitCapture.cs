using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LockValidator.Interception;

/// <summary>What intercepted waits for tasks and threads arrive at: where the thing waited for is not done, the wait must be allowed here.</summary>
/// <remarks>For generated code. Overload for overload as the original.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
#pragma warning disable CS1591 // Each member is the original's, whose documentation applies.
#pragma warning disable CA1068 // The order of the original.
public static class WaitCapture
{
    public static void Join(Thread thread) => Checked(thread).Join();

    public static bool Join(Thread thread, int millisecondsTimeout) => Checked(thread).Join(millisecondsTimeout);

    public static bool Join(Thread thread, TimeSpan timeout) => Checked(thread).Join(timeout);

    public static void Wait(Task task) => Checked(task).Wait();

    public static void Wait(Task task, CancellationToken cancellationToken) => Checked(task).Wait(cancellationToken);

    public static bool Wait(Task task, int millisecondsTimeout) => Checked(task).Wait(millisecondsTimeout);

    public static bool Wait(Task task, TimeSpan timeout) => Checked(task).Wait(timeout);

    public static bool Wait(Task task, int millisecondsTimeout, CancellationToken cancellationToken) => Checked(task).Wait(millisecondsTimeout, cancellationToken);

    public static bool Wait(Task task, TimeSpan timeout, CancellationToken cancellationToken) => Checked(task).Wait(timeout, cancellationToken);

    public static void WaitAll(Task[] tasks) => Task.WaitAll(CheckedAll(tasks));

#if NET9_0_OR_GREATER
    public static void WaitAll(ReadOnlySpan<Task> tasks)
    {
        CheckAll(tasks);
        Task.WaitAll(tasks);
    }
#endif

    public static void WaitAll(Task[] tasks, CancellationToken cancellationToken) => Task.WaitAll(CheckedAll(tasks), cancellationToken);

    public static bool WaitAll(Task[] tasks, int millisecondsTimeout) => Task.WaitAll(CheckedAll(tasks), millisecondsTimeout);

    public static bool WaitAll(Task[] tasks, TimeSpan timeout) => Task.WaitAll(CheckedAll(tasks), timeout);

    public static bool WaitAll(Task[] tasks, int millisecondsTimeout, CancellationToken cancellationToken) => Task.WaitAll(CheckedAll(tasks), millisecondsTimeout, cancellationToken);

    public static int WaitAny(Task[] tasks) => Task.WaitAny(CheckedAny(tasks));

    public static int WaitAny(Task[] tasks, CancellationToken cancellationToken) => Task.WaitAny(CheckedAny(tasks), cancellationToken);

    public static int WaitAny(Task[] tasks, int millisecondsTimeout) => Task.WaitAny(CheckedAny(tasks), millisecondsTimeout);

    public static int WaitAny(Task[] tasks, TimeSpan timeout) => Task.WaitAny(CheckedAny(tasks), timeout);

    public static int WaitAny(Task[] tasks, int millisecondsTimeout, CancellationToken cancellationToken) => Task.WaitAny(CheckedAny(tasks), millisecondsTimeout, cancellationToken);

    public static TaskAwaiter GetAwaiter(Task task) => Checked(task).GetAwaiter();

    public static TaskAwaiter<TResult> GetAwaiter<TResult>(Task<TResult> task)
    {
        Checked(task);
        return task.GetAwaiter();
    }

    public static ConfiguredTaskAwaitable ConfigureAwait(Task task, bool continueOnCapturedContext) => Checked(task).ConfigureAwait(continueOnCapturedContext);

    public static ConfiguredTaskAwaitable<TResult> ConfigureAwait<TResult>(Task<TResult> task, bool continueOnCapturedContext)
    {
        Checked(task);
        return task.ConfigureAwait(continueOnCapturedContext);
    }

    private static Thread Checked(Thread thread)
    {
        if (thread is { IsAlive: true })
        {
            WaitedThings.Announce(thread);
        }

        return thread;
    }

    private static Task Checked(Task task)
    {
        if (task is { IsCompleted: false })
        {
            WaitedThings.Announce(task);
        }

        return task;
    }

    private static Task[] CheckedAll(Task[] tasks)
    {
        CheckAll(tasks);
        return tasks;
    }

    private static void CheckAll(ReadOnlySpan<Task> tasks)
    {
        foreach (Task task in tasks)
        {
            Checked(task);
        }
    }

    private static Task[] CheckedAny(Task[] tasks)
    {
        if (LockValidation.IsEnabled && tasks is not null && Array.TrueForAll(tasks, static task => task is { IsCompleted: false }))
        {
            LockFlow.Current.MightBlock();
        }

        return tasks!;
    }
}
