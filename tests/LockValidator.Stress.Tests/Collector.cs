using System.Collections.Concurrent;

namespace LockValidator.Stress.Tests;

/// <summary>Keeps what is reported, by any thread.</summary>
internal sealed class Collector : IViolationReporter
{
    private readonly ConcurrentQueue<Violation> _all = new();

    public IReadOnlyCollection<Violation> All => _all;

    public void Report(Violation violation) => _all.Enqueue(violation);
}
