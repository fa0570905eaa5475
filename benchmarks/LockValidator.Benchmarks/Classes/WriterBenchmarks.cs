namespace LockValidator.Benchmarks;

/// <summary>The write side of <c>ReaderWriterLockSlim</c>.</summary>
public class WriterBenchmarks : PairBenchmarks
{
    public override void Setup() => Use(static () => new BareWriter(), WatchedWriter.New);
}
