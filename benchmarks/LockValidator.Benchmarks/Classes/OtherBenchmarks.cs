using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace LockValidator.Benchmarks;

/// <summary>Everything that is not the plain pair; the bare lock is the baseline of each group.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class OtherBenchmarks
{
    private const int Rounds = 4096;

    private readonly OtherWays _ways = new();
    private readonly Scopes _scopes = new();
    private readonly TwoThreads _bareTwo = new(static () => Loop(new Nest<BareLock>(static () => new BareLock())));
    private readonly TwoThreads _two = new(static () => Loop(new Nest<WatchedLock>(WatchedLock.New)));
    private readonly (Action<int> Bare, Action<int> Watched) _many = Chains.TenThousand();
    private readonly (Action<int> Bare, Action<int> Watched) _dirty = Chains.Dirty();

    [BenchmarkCategory("EnterScope"), Benchmark(Baseline = true, OperationsPerInvoke = 2 * Rounds)]
    public void BareScope() => _scopes.BareLoop(Rounds);

    [BenchmarkCategory("EnterScope"), Benchmark(OperationsPerInvoke = 2 * Rounds)]
    public void ValidatedScope() => _scopes.WatchedLoop(Rounds);

    [BenchmarkCategory("two threads"), Benchmark(Baseline = true, OperationsPerInvoke = 2 * Rounds)]
    public void BareTwoThreads() => _bareTwo.Run(Rounds);

    [BenchmarkCategory("two threads"), Benchmark(OperationsPerInvoke = 2 * Rounds)]
    public void ValidatedTwoThreads() => _two.Run(Rounds);

    [BenchmarkCategory("re-entry"), Benchmark(Baseline = true, OperationsPerInvoke = 2 * Rounds)]
    public void BareReentry() => _ways.BareReentry(Rounds);

    [BenchmarkCategory("re-entry"), Benchmark(OperationsPerInvoke = 2 * Rounds)]
    public void ValidatedReentry() => _ways.Reentry(Rounds);

    [BenchmarkCategory("try"), Benchmark(Baseline = true, OperationsPerInvoke = Rounds)]
    public void BareTry() => _ways.BareTry(Rounds);

    [BenchmarkCategory("try"), Benchmark(OperationsPerInvoke = Rounds)]
    public void ValidatedTry() => _ways.Try(Rounds);

    [BenchmarkCategory("timed"), Benchmark(Baseline = true, OperationsPerInvoke = Rounds)]
    public void BareTimed() => _ways.BareTimed(Rounds);

    [BenchmarkCategory("timed"), Benchmark(OperationsPerInvoke = Rounds)]
    public void ValidatedTimed() => _ways.Timed(Rounds);

    [BenchmarkCategory("out of order"), Benchmark(Baseline = true, OperationsPerInvoke = 2 * Rounds)]
    public void BareOutOfOrder() => _ways.BareOutOfOrder(Rounds);

    [BenchmarkCategory("out of order"), Benchmark(OperationsPerInvoke = 2 * Rounds)]
    public void ValidatedOutOfOrder() => _ways.OutOfOrder(Rounds);

    [BenchmarkCategory("async"), Benchmark(Baseline = true, OperationsPerInvoke = Rounds)]
    public void BareAsync() => _ways.BareAsync(Rounds);

    [BenchmarkCategory("async"), Benchmark(OperationsPerInvoke = Rounds)]
    public void ValidatedAsync() => _ways.Async(Rounds);

    [BenchmarkCategory("10,000 chains"), Benchmark(Baseline = true, OperationsPerInvoke = 2 * Rounds)]
    public void BareManyChains() => _many.Bare(Rounds);

    [BenchmarkCategory("10,000 chains"), Benchmark(OperationsPerInvoke = 2 * Rounds)]
    public void ValidatedManyChains() => _many.Watched(Rounds);

    [BenchmarkCategory("a finding"), Benchmark(Baseline = true, OperationsPerInvoke = 2 * Rounds)]
    public void BareNoFinding() => _dirty.Bare(Rounds);

    [BenchmarkCategory("a finding"), Benchmark(OperationsPerInvoke = 2 * Rounds)]
    public void ValidatedKnownFinding() => _dirty.Watched(Rounds);

    [BenchmarkCategory("construction"), Benchmark(Baseline = true, OperationsPerInvoke = Rounds)]
    public void BareConstruction() => _ways.BareConstruction(Rounds);

    [BenchmarkCategory("construction"), Benchmark(OperationsPerInvoke = Rounds)]
    public void ValidatedConstruction() => _ways.ConstructionOfSite(Rounds);

    [BenchmarkCategory("construction"), Benchmark(OperationsPerInvoke = Rounds)]
    public void ValidatedConstructionOfClass() => _ways.ConstructionOfClass(Rounds);

    private static Action<int> Loop<T>(Nest<T> nest)
        where T : struct, IPair => rounds => nest.Loop(2, rounds);
}
