namespace LockValidator.Benchmarks;

/// <summary><c>Mutex</c>.</summary>
public class MutexBenchmarks : PairBenchmarks
{
    public override void Setup() => Use(static () => new BareMutex(), WatchedMutex.New);
}
