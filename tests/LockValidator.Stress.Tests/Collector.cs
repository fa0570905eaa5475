using System.Collections.Concurrent;

namespace LockValidator.Stress.Tests;

/// <summary>Keeps what is reported, by any thread.</summary>
internal sealed class Collector : IViolationReporter
{
    private readonly ConcurrentQueue<Violation> _all = new();

    public IReadOnlyCollection<Violation> All => _all;

    public void Report(Violation violation)
    {
        // The queue takes a lock of its own when it grows: an interrupt that hits that wait must cost no finding.
        bool interrupted = false;
        while (!TryReport(violation))
        {
            interrupted = true;
        }

        if (interrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    private bool TryReport(Violation violation)
    {
        try
        {
            _all.Enqueue(violation);
            return true;
        }
        catch (ThreadInterruptedException)
        {
            return false;
        }
    }
}
