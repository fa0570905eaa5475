using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace LockValidator.Benchmarks;

/// <summary>Learning a graph, edge by edge: two locks are taken and released for each, on a new checker, without stacks. Time per edge.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, warmupCount: 1, iterationCount: 5)]
public class NewEdgeBenchmarks
{
    private List<(int From, int To)> _edges = [];
    private LockMap[] _locks = [];

    public static IEnumerable<string> Shapes => GraphShape.All.Select(static shape => shape.Name);

    [ParamsSource(nameof(Shapes))]
    public string Shape { get; set; } = "";

    [Params(1_000, 10_000, 100_000, 1_000_000)]
    public int Classes { get; set; }

    internal int EdgeCount => _edges.Count;

    [IterationSetup]
    public void Setup()
    {
        _edges = [.. GraphShape.All.Single(shape => shape.Name == Shape).Edges(Classes)];
        _locks = [.. Enumerable.Range(0, Classes).Select(static i => new LockMap(new LockClass(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"C{i}"))))];
    }

    [Benchmark]
    public long Learn()
    {
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        var flow = new LockFlow(checker, "flow");
        foreach ((int from, int to) in _edges)
        {
            flow.Acquire(in _locks[from]);
            flow.Acquire(in _locks[to]);
            flow.Release(in _locks[to]);
            flow.Release(in _locks[from]);
        }

        return checker.Statistics.Dependencies;
    }
}
