using System.Runtime.ExceptionServices;

namespace LockValidator.Tests;

/// <summary>Real threads with a limit, so that what hangs fails.</summary>
internal static class RealThreads
{
    /// <summary>Far beyond what any test needs: it is only met by what hangs.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Runs all bodies at once, each on a thread that is not the pool's, and throws the first exception of any.</summary>
    public static void Run(params Action[] bodies)
    {
        ExceptionDispatchInfo? failure = null;
        Thread[] threads = [.. bodies.Select(body => new Thread(() =>
        {
            try
            {
                body();
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            }
        })
        { IsBackground = true })];
        // Without the execution context: a thread of a test is no child that inherits what its starter holds.
        Array.ForEach(threads, thread => thread.UnsafeStart());
        foreach (Thread thread in threads)
        {
            if (!thread.Join(Limit))
            {
                Volatile.Read(ref failure)?.Throw();
                throw new TimeoutException("A thread of the test hangs.");
            }
        }

        Volatile.Read(ref failure)?.Throw();
    }

    /// <summary>Runs one body on several threads at once, which begin together.</summary>
    public static void RunTogether(int threads, Action<int> body)
    {
        using var start = new Barrier(threads);
        Run([.. Enumerable.Range(0, threads).Select<int, Action>(number => () =>
        {
            start.SignalAndWait(Limit).Should().BeTrue();
            body(number);
        })]);
    }
}
