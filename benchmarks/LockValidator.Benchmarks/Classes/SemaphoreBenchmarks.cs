namespace LockValidator.Benchmarks;

/// <summary><c>SemaphoreSlim</c>, waited for by the thread.</summary>
public class SemaphoreBenchmarks : PairBenchmarks
{
    public override void Setup() => Use(static () => new BareSemaphore(), WatchedSemaphore.New);
}
