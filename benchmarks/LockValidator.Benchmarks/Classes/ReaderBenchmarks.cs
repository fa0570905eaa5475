namespace LockValidator.Benchmarks;

/// <summary>The read side of <c>ReaderWriterLockSlim</c>.</summary>
public class ReaderBenchmarks : PairBenchmarks
{
    public override void Setup() => Use(static () => new BareReader(), WatchedReader.New);
}
