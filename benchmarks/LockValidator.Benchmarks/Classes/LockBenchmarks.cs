namespace LockValidator.Benchmarks;

/// <summary><c>Lock</c>.</summary>
public class LockBenchmarks : PairBenchmarks
{
    public override void Setup() => Use(static () => new BareLock(), WatchedLock.New);
}
