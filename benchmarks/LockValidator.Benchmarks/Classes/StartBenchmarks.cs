using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace LockValidator.Benchmarks;

/// <summary>The first lock of a process: what loading and starting the validator costs. One cold start for each measurement.</summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 5, warmupCount: 0, iterationCount: 1)]
public class StartBenchmarks
{
    [Benchmark(Baseline = true)]
    public bool FirstBareLock()
    {
        var gate = new Lock();
        gate.Enter();
        gate.Exit();
        return gate.IsHeldByCurrentThread;
    }

    [Benchmark]
    public bool FirstValidatedLock()
    {
        var gate = new ValidatedLock();
        gate.Enter();
        gate.Exit();
        return gate.IsHeldByCurrentThread;
    }
}
