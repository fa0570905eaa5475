namespace LockValidator.Benchmarks;

/// <summary>A Monitor annotated by hand with a <see cref="LockMap"/>.</summary>
public class AnnotatedMonitorBenchmarks : PairBenchmarks
{
    public override void Setup() => Use(static () => new BareMonitor(), AnnotatedMonitor.New);
}
