namespace LockValidator.Tests;

/// <summary>One wait of the BCL, without any help of ours: a thread holds the thing until another is blocked on it.</summary>
internal sealed class PlainWaits(string what)
{
    private readonly Thread _waiter = Thread.CurrentThread;
    private readonly object _monitor = new();
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _semaphore = new(1);
    private readonly ReaderWriterLockSlim _readers = new();
    private readonly ManualResetEvent _event = new(false);
    private readonly TaskCompletionSource _task = new();
    private volatile bool _held;
    private volatile bool _waits;

    /// <summary>Seen to be blocked several times in a row: a thread that only yields is not.</summary>
    public static void UntilBlocked(Thread thread)
    {
        for (int seen = 0; seen < 50; Thread.Yield())
        {
            seen = (thread.ThreadState & ThreadState.WaitSleepJoin) != 0 ? seen + 1 : 0;
        }
    }

    public void HoldUntilWaitedFor()
    {
        switch (what)
        {
            case "lock":
                lock (_monitor)
                {
                    Hold();
                }

                break;
            case "Lock":
                lock (_lock)
                {
                    Hold();
                }

                break;
            case "semaphore":
                _semaphore.Wait();
                Hold();
                _semaphore.Release();
                break;
            case "reader-writer lock":
                _readers.EnterWriteLock();
                Hold();
                _readers.ExitWriteLock();
                break;
            default:
                Hold();
                _event.Set();
                _task.SetResult();
                break;
        }
    }

    public void WaitFor(Thread holder)
    {
        while (!_held)
        {
            Thread.Yield();
        }

        _waits = true;
        switch (what)
        {
            case "lock":
                lock (_monitor)
                {
                }

                break;
            case "Lock":
                lock (_lock)
                {
                }

                break;
            case "semaphore":
                _semaphore.Wait();
                break;
            case "reader-writer lock":
                _readers.EnterReadLock();
                _readers.ExitReadLock();
                break;
            case "event":
                _event.WaitOne();
                break;
            case "task":
                _task.Task.GetAwaiter().GetResult();
                break;
            default:
                holder.Join();
                break;
        }
    }

    private void Hold()
    {
        _held = true;
        while (!_waits)
        {
            Thread.Yield();
        }

        UntilBlocked(_waiter);
    }
}
