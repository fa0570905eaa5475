namespace LockValidator.Benchmarks;

internal readonly struct BareMutex() : IPair
{
    private readonly Mutex _lock = new();

    public void Enter() => _lock.WaitOne();

    public void Exit() => _lock.ReleaseMutex();
}

internal readonly struct WatchedMutex(LockClass type) : IPair
{
    private readonly ValidatedMutex _lock = new(type);

    public void Enter() => _lock.WaitOne();

    public void Exit() => _lock.ReleaseMutex();

    public static WatchedMutex New() => new(new LockClass("bench"));
}
