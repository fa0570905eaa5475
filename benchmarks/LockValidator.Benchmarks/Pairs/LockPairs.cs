namespace LockValidator.Benchmarks;

internal readonly struct BareLock() : IPair
{
    private readonly Lock _lock = new();

    public void Enter() => _lock.Enter();

    public void Exit() => _lock.Exit();
}

internal readonly struct WatchedLock(LockClass type) : IPair
{
    private readonly ValidatedLock _lock = new(type);

    public void Enter() => _lock.Enter();

    public void Exit() => _lock.Exit();

    public static WatchedLock New() => new(new LockClass("bench"));
}

internal readonly struct BareReader() : IPair
{
    private readonly ReaderWriterLockSlim _lock = new();

    public void Enter() => _lock.EnterReadLock();

    public void Exit() => _lock.ExitReadLock();
}

internal readonly struct WatchedReader(LockClass type) : IPair
{
    private readonly ValidatedReaderWriterLock _lock = new(type);

    public void Enter() => _lock.EnterReadLock();

    public void Exit() => _lock.ExitReadLock();

    public static WatchedReader New() => new(new LockClass("bench", LockKind.ReaderWriter));
}

internal readonly struct BareWriter() : IPair
{
    private readonly ReaderWriterLockSlim _lock = new();

    public void Enter() => _lock.EnterWriteLock();

    public void Exit() => _lock.ExitWriteLock();
}

internal readonly struct WatchedWriter(LockClass type) : IPair
{
    private readonly ValidatedReaderWriterLock _lock = new(type);

    public void Enter() => _lock.EnterWriteLock();

    public void Exit() => _lock.ExitWriteLock();

    public static WatchedWriter New() => new(new LockClass("bench", LockKind.ReaderWriter));
}

internal readonly struct BareMonitor() : IPair
{
    private readonly object _lock = new();

    public void Enter() => Monitor.Enter(_lock);

    public void Exit() => Monitor.Exit(_lock);
}

internal readonly struct WatchedMonitor() : IPair
{
    private readonly object _lock = New1();

    public void Enter() => ValidatedMonitor.Enter(_lock);

    public void Exit() => ValidatedMonitor.Exit(_lock);

    private static object New1()
    {
        object made = new();
        ValidatedMonitor.SetClass(made, new LockClass("bench"));
        return made;
    }
}

internal readonly struct BareSemaphore() : IPair
{
    private readonly SemaphoreSlim _lock = new(1, 1);

    public void Enter() => _lock.Wait();

    public void Exit() => _lock.Release();
}

internal readonly struct WatchedSemaphore(LockClass type) : IPair
{
    private readonly ValidatedSemaphore _lock = new(type, 1, 1);

    public void Enter() => _lock.Wait();

    public void Exit() => _lock.Release();

    public static WatchedSemaphore New() => new(new LockClass("bench", LockKind.Async));
}

internal struct BareSpin() : IPair
{
    private SpinLock _lock = new(false);

    public void Enter()
    {
        bool taken = false;
        _lock.Enter(ref taken);
    }

    public void Exit() => _lock.Exit(false);
}

internal readonly struct WatchedSpin(LockClass type) : IPair
{
    private readonly ValidatedSpinLock _lock = new(type, false);

    public void Enter()
    {
        bool taken = false;
        _lock.Enter(ref taken);
    }

    public void Exit() => _lock.Exit(false);

    public static WatchedSpin New() => new(new LockClass("bench", LockKind.RawSpin));
}

/// <summary>A lock of the user's own, annotated by hand: a Monitor and a map.</summary>
internal struct AnnotatedMonitor(LockClass type) : IPair
{
    private readonly object _lock = new();
    private LockMap _map = new(type, reentrant: true);

    public void Enter()
    {
        _map.Acquire();
        Monitor.Enter(_lock);
    }

    public void Exit()
    {
        Monitor.Exit(_lock);
        _map.Release();
    }

    public static AnnotatedMonitor New() => new(new LockClass("bench"));
}
