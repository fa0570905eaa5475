using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace LockValidator;

/// <summary>Whether a thread begins a piece of work that some flow started beside itself, or goes on with a flow that awaited something.</summary>
/// <remarks>
/// Execution contexts do not tell. What does is who makes the thread run in the context: a task or a new thread, or else the machinery of an
/// async method. Queued work items and timers are not told from it, so as not to look at the stack, which costs microseconds, at each await:
/// they count, like anything unknown, as the same flow going on. Asked only where an async lock is held.
/// </remarks>
internal static class ForkedWork
{
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed frame counts as a flow that goes on.")]
    public static bool Begins()
    {
        if (Task.CurrentId is null && Thread.CurrentThread.IsThreadPoolThread)
        {
            return false;
        }

        foreach (StackFrame frame in new StackTrace(1, fNeedFileInfo: false).GetFrames())
        {
            if (frame.GetMethod()?.DeclaringType is { } type && !OwnFrames.Contains(type.Assembly) && !StackText.IsSwitch(type))
            {
                return type == typeof(Task) || type == typeof(Thread) || type.DeclaringType == typeof(Thread);
            }
        }

        // A new thread may show no frame of how it was begun.
        return !Thread.CurrentThread.IsThreadPoolThread;
    }
}
