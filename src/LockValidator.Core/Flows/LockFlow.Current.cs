using System.Globalization;

namespace LockValidator;

/// <summary>The only ambient state: the flow of the calling thread.</summary>
public sealed partial class LockFlow
{
    // Keeps what the hot path looks at (HotBlock): written by SetCurrent alone.
    [ThreadStatic]
    internal static HeldLocks? t_held;

    [ThreadStatic]
    private static ThreadEnd? t_end;

    /// <summary>The flow of the calling thread: the one made current on it, else the thread's own, which feeds <see cref="LockChecker.Default"/>.</summary>
    public static LockFlow Current => t_held?.Flow ?? NewForThread();

    /// <summary>Makes this the flow of the calling thread.</summary>
    /// <returns>What brings back the one before; to be disposed on the same thread.</returns>
    public IDisposable MakeCurrent()
    {
        var restore = new Restore(t_held);
        SetCurrent(HeldLocks);
        return restore;
    }

    private static void SetCurrent(HeldLocks? held)
    {
        // One after the other, so that what is hot is never without an owner.
        HeldLocks.MakeHot(null);
        t_held = held;
        HeldLocks.MakeHot(held);
    }

    private static LockFlow NewForThread()
    {
        Thread thread = Thread.CurrentThread;
        string number = thread.ManagedThreadId.ToString(CultureInfo.InvariantCulture);
        string name = thread.IsThreadPoolThread ? $"pool thread {number}" : thread.Name is { Length: > 0 } named ? $"{named} (thread {number})" : $"thread {number}";
        ThreadRole? role = ThreadRole.OfThisThread();
        var flow = new LockFlow(LockChecker.Default, name, dedicated: role is not null) { _role = role };
        flow.Follow(LockScope.Current);
        if (!LockValidation.IsEnabled)
        {
            flow.Pause();
        }

        SetCurrent(flow.HeldLocks);
        t_end = new ThreadEnd(flow);
        return flow;
    }

    private sealed class Restore(HeldLocks? before) : IDisposable
    {
        public void Dispose() => SetCurrent(before);
    }

    /// <summary>Kept by the thread alone: when it is collected, the thread has ended, and its flow with it.</summary>
    private sealed class ThreadEnd(LockFlow flow)
    {
        ~ThreadEnd()
        {
            flow.IsOnItsThread = false;
            if (!flow.HoldsNothing)
            {
                flow.End();
            }
        }
    }
}
