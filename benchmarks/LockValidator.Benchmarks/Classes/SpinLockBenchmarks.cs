namespace LockValidator.Benchmarks;

/// <summary><c>SpinLock(false)</c> with <c>Exit(false)</c>.</summary>
public class SpinLockBenchmarks : PairBenchmarks
{
    public override void Setup() => Use(static () => new BareSpin(), WatchedSpin.New);
}
