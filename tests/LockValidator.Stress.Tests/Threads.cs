using System.Collections.Concurrent;

namespace LockValidator.Stress.Tests;

/// <summary>Runs work on real threads that start together, with a time limit: a deadlock fails the test instead of hanging it.</summary>
internal static class Threads
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static void Run(int count, Action<int> work)
    {
        using var start = new Barrier(count);
        var failures = new ConcurrentQueue<Exception>();
        List<Thread> threads = Enumerable.Range(0, count).Select(number => new Thread(() =>
        {
            try
            {
                start.SignalAndWait(Limit);
                work(number);
            }
            catch (Exception e)
            {
                failures.Enqueue(e);
            }
        })
        {
            IsBackground = true,
            Name = $"worker {number}",
        }).ToList();
        threads.ForEach(static thread => thread.Start());
        foreach (Thread thread in threads)
        {
            if (!thread.Join(Limit))
            {
                throw new TimeoutException($"{thread.Name} did not end in {Limit}.");
            }
        }

        if (!failures.IsEmpty)
        {
            throw new AggregateException(failures);
        }
    }
}
