using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>
/// Tasks as things that are waited for: who blocks on one with a lock held that its body takes gets a report, although this time
/// it went well.
/// </summary>
/// <remarks>
/// A task that is started here is known to <see cref="TaskWaits"/>; of any other it is only checked that blocking is allowed. An async
/// body counts as running until its task ends. With validation off (<see cref="LockValidation.IsEnabled"/>) it is the bare
/// <see cref="Task"/>.
/// </remarks>
[SuppressMessage("Design", "CA1068", Justification = "As Task.Run is called; what the compiler fills in comes last.")]
public static class ValidatedTask
{
    /// <summary>Runs code on the pool. The class of the task is the place in the source that starts it.</summary>
    /// <param name="action">The code.</param>
    /// <param name="cancellationToken">Keeps it from starting.</param>
    /// <param name="name">What reports call the task; empty: the member that starts it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public static Task Run(
        Action action,
        CancellationToken cancellationToken = default,
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(action);
        LockMap map = Waiting.MapFor(null, name, file, line, member);
        FlowStart? start = WaitedThings.Starting(always: false);
        return Known(Task.Run(() => Begun(start, in map, static action =>
        {
            action();
            return true;
        }, action), cancellationToken), map, start);
    }

    /// <summary>Runs a function on the pool.</summary>
    /// <param name="function">The function.</param>
    /// <inheritdoc cref="Run(Action, CancellationToken, string, string, int, string)"/>
    /// <param name="cancellationToken">Keeps it from starting.</param>
    /// <param name="name">What reports call the task; empty: the member that starts it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public static Task<TResult> Run<TResult>(
        Func<TResult> function,
        CancellationToken cancellationToken = default,
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        LockMap map = Waiting.MapFor(null, name, file, line, member);
        FlowStart? start = WaitedThings.Starting(always: false);
        return Known(Task.Run(() => Begun(start, in map, static function => function(), function), cancellationToken), map, start);
    }

    /// <summary>Runs an async function on the pool.</summary>
    /// <inheritdoc cref="Run{TResult}(Func{TResult}, CancellationToken, string, string, int, string)"/>
    public static Task Run(
        Func<Task?> function,
        CancellationToken cancellationToken = default,
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        LockMap map = Waiting.MapFor(null, name, file, line, member);
        return Known(Task.Run(() => Completing.RunAsync(map, WithResultAsync, function), cancellationToken), map);
    }

    /// <summary>Runs an async function on the pool.</summary>
    /// <inheritdoc cref="Run{TResult}(Func{TResult}, CancellationToken, string, string, int, string)"/>
    public static Task<TResult> Run<TResult>(
        Func<Task<TResult>?> function,
        CancellationToken cancellationToken = default,
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        LockMap map = Waiting.MapFor(null, name, file, line, member);
        return Known(Task.Run(() => Completing.RunAsync(map, StartedAsync, function), cancellationToken), map);
    }

    /// <summary>Blocks until all tasks have ended.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <exception cref="AggregateException">Some failed or were cancelled.</exception>
    public static void WaitAll(params Task[] tasks)
    {
        using BlockedWait blocked = AnnounceAll(tasks, Timeout.Infinite);
        Task.WaitAll(tasks);
        JoinAll(tasks);
    }

    /// <summary>Blocks until all tasks have ended, for a time, or until the wait is cancelled.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>True unless the time ran out.</returns>
    /// <exception cref="AggregateException">Some failed or were cancelled.</exception>
    public static bool WaitAll(Task[] tasks, int millisecondsTimeout, CancellationToken cancellationToken = default)
    {
        using BlockedWait blocked = AnnounceAll(tasks, millisecondsTimeout);
        bool ended = Task.WaitAll(tasks, millisecondsTimeout, cancellationToken);
        if (ended)
        {
            JoinAll(tasks);
        }

        return ended;
    }

    /// <summary>Blocks until one of the tasks has ended.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <returns>The index of one that has.</returns>
    /// <remarks>As any of them can end the wait, an order is learnt only where there is just one.</remarks>
    public static int WaitAny(params Task[] tasks)
    {
        AnnounceAny(tasks, Timeout.Infinite);
        return Task.WaitAny(tasks);
    }

    /// <summary>Blocks until one of the tasks has ended, for a time, or until the wait is cancelled.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The index of one that has; -1 if the time ran out.</returns>
    public static int WaitAny(Task[] tasks, int millisecondsTimeout, CancellationToken cancellationToken = default)
    {
        AnnounceAny(tasks, millisecondsTimeout);
        return Task.WaitAny(tasks, millisecondsTimeout, cancellationToken);
    }

    // Begun inside: a task that its waiter runs inline runs on a flow of its own, and it is that which its starter's locks stand around.
    private static TResult Begun<TArgument, TResult>(FlowStart? start, in LockMap map, Func<TArgument, TResult> body, TArgument argument) =>
        start is null
            ? Completing.Run(in map, body, argument)
            : Completing.Run(in map, static work =>
            {
                using (work.Start.Begin())
                {
                    return work.Body(work.Argument);
                }
            }, (Start: start, Body: body, Argument: argument));

    private static TTask Known<TTask>(TTask task, LockMap map, FlowStart? start = null)
        where TTask : Task
    {
        WaitedThings.Add(task, map, start);
        return task;
    }

    // A function that returns no task is cancelled, as with Task.Run.
    private static async Task<bool> WithResultAsync(Func<Task?> function)
    {
        await (function() ?? throw new TaskCanceledException()).ConfigureAwait(false);
        return true;
    }

    private static Task<TResult> StartedAsync<TResult>(Func<Task<TResult>?> function) =>
        function() ?? throw new TaskCanceledException();

    private static BlockedWait AnnounceAll(Task[]? tasks, int millisecondsTimeout)
    {
        List<LockWait>? waits = null;
        foreach (Task? task in tasks ?? [])
        {
            WaitedThings.Announce(task, millisecondsTimeout);
            if (task is { IsCompleted: false } && WaitedThings.BeginWait(task, millisecondsTimeout) is { } wait)
            {
                (waits ??= []).Add(wait);
            }
        }

        return new BlockedWait(null, waits);
    }

    private static void JoinAll(Task[] tasks) => Array.ForEach(tasks, static task => WaitedThings.Joined(task));

    private static void AnnounceAny(Task[]? tasks, int millisecondsTimeout)
    {
        if (tasks is { Length: 1 })
        {
            WaitedThings.Announce(tasks[0], millisecondsTimeout);
        }
        else if (LockValidation.IsEnabled && millisecondsTimeout != 0 && LockFlow.Current.Checker.Options.CheckWaits)
        {
            LockFlow.Current.MightBlock();
        }
    }
}
