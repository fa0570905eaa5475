using BenchmarkDotNet.Attributes;

namespace LockValidator.Benchmarks;

/// <summary>A pair of one kind of lock against its bare original, by depth and shape. One class for each lock derives from it.</summary>
[MemoryDiagnoser]
public abstract class PairBenchmarks
{
    // Pairs that one call of a benchmark makes, at each depth the same.
    private const int Pairs = 8 * 1024;

    private Action<int, int> _bareLoop = null!, _bareCall = null!, _loop = null!, _call = null!;

    [Params(1, 2, 4, 8)]
    public int Depth { get; set; }

    private int Rounds => Pairs / Depth;

    [GlobalSetup]
    public abstract void Setup();

    [Benchmark(Baseline = true, OperationsPerInvoke = Pairs)]
    public void BareLoop() => _bareLoop(Depth, Rounds);

    [Benchmark(OperationsPerInvoke = Pairs)]
    public void ValidatedLoop() => _loop(Depth, Rounds);

    [Benchmark(OperationsPerInvoke = Pairs)]
    public void BareOwnMethod() => _bareCall(Depth, Rounds);

    [Benchmark(OperationsPerInvoke = Pairs)]
    public void ValidatedOwnMethod() => _call(Depth, Rounds);

    private protected void Use<TBare, TWatched>(Func<TBare> bare, Func<TWatched> watched)
        where TBare : struct, IPair
        where TWatched : struct, IPair
    {
        var plain = new Nest<TBare>(bare);
        var ours = new Nest<TWatched>(watched);
        (_bareLoop, _bareCall, _loop, _call) = (plain.Loop, plain.Call, ours.Loop, ours.Call);
    }
}
