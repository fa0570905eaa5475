namespace LockValidator.Benchmarks;

/// <summary><c>lock (obj)</c> through <see cref="ValidatedMonitor"/>.</summary>
public class MonitorBenchmarks : PairBenchmarks
{
    public override void Setup() => Use(static () => new BareMonitor(), static () => new WatchedMonitor());
}
