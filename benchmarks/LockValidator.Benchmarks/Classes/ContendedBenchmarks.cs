using BenchmarkDotNet.Attributes;

namespace LockValidator.Benchmarks;

/// <summary>Two threads that want the same lock.</summary>
public class ContendedBenchmarks
{
    private const int Rounds = 4096;

    private readonly Lock _bareLock = new();
    private readonly ValidatedLock _lock = new();
    private readonly TwoThreads _bare;
    private readonly TwoThreads _watched;

    public ContendedBenchmarks()
    {
        _bare = new TwoThreads(() => BareLoop);
        _watched = new TwoThreads(() => Loop);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rounds)]
    public void Bare() => _bare.Run(Rounds);

    [Benchmark(OperationsPerInvoke = Rounds)]
    public void Validated() => _watched.Run(Rounds);

    private void BareLoop(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _bareLock.Enter();
            _bareLock.Exit();
        }
    }

    private void Loop(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _lock.Enter();
            _lock.Exit();
        }
    }
}
