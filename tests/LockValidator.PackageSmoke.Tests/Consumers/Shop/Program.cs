using System.Threading;

var shop = new Shop();
shop.Take(args[0]);
shop.Take(args[1]);

sealed class Shop
{
    private readonly object _monitor = new();
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _semaphore = new(1, 1);
    private readonly ReaderWriterLockSlim _readers = new();

    public void Take(string order)
    {
        if (order.Length == 0) return;
        string rest = order[1..];
        switch (order[0])
        {
            case 'm':
                lock (_monitor) Take(rest);
                break;
            case 'l':
                lock (_lock) Take(rest);
                break;
            case 's':
                _semaphore.Wait();
                try { Take(rest); } finally { _semaphore.Release(); }
                break;
            case 'r':
                _readers.EnterWriteLock();
                try { Take(rest); } finally { _readers.ExitWriteLock(); }
                break;
        }
    }
}
