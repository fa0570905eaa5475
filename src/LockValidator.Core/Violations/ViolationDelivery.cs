using System.Collections.Immutable;

namespace LockValidator;

/// <summary>Takes findings to policy and reporters, outside every internal lock.</summary>
internal sealed class ViolationDelivery(LockCheckerOptions options, InternalFailures failures)
{
    private readonly object _gate = new();
    private readonly HashSet<(string Fingerprint, Verdict Verdict)> _seen = [];

    // Both written under _gate; read as they are: immutable.
    private ImmutableList<Violation> _distinct = [];
    private ImmutableArray<IViolationReporter> _reporters = [.. options.Reporters];

    public IReadOnlyList<Violation> Distinct => Volatile.Read(ref _distinct);

    public int ReporterCount
    {
        get
        {
            lock (_gate)
            {
                return _reporters.Length;
            }
        }
    }

    public IDisposable Add(IViolationReporter reporter)
    {
        lock (_gate)
        {
            _reporters = _reporters.Add(reporter);
        }

        return new Removal(this, reporter);
    }

    public void Clear()
    {
        lock (_gate)
        {
            _reporters = [];
        }
    }

    /// <summary>Reports findings, then does what the policy says.</summary>
    /// <param name="findings">The findings, in order.</param>
    /// <param name="mayThrow">Whether the operation can still be refused.</param>
    /// <param name="outer">Whose reporters hear of it as well.</param>
    /// <returns>What is to be thrown; null for nothing.</returns>
    public LockViolationException? Deliver(IReadOnlyList<Violation> findings, bool mayThrow, ViolationDelivery? outer = null)
    {
        Violation? refused = null;
        foreach (Violation finding in findings)
        {
            ViolationPolicy policy = options.Policies.TryGetValue(finding.Kind, out ViolationPolicy named) ? named : options.DefaultPolicy;
            if (policy == ViolationPolicy.Ignore)
            {
                continue;
            }

            Report(finding.Known ? finding : MarkIfSeen(finding), outer);
            if (policy == ViolationPolicy.FailFast && finding.Verdict != Verdict.Informational)
            {
                Environment.FailFast(TextReport.Render(finding));
            }

            if (policy == ViolationPolicy.Throw && mayThrow && finding.Verdict != Verdict.Informational)
            {
                refused ??= finding;
            }
        }

        return refused is null ? null : new LockViolationException(refused, TextReport.Render(refused));
    }

    private Violation MarkIfSeen(Violation finding)
    {
        lock (_gate)
        {
            if (!_seen.Add((finding.Fingerprint, finding.Verdict)))
            {
                return finding with { Known = true };
            }

            Volatile.Write(ref _distinct, _distinct.Add(finding));
            return finding;
        }
    }

    private void Report(Violation finding, ViolationDelivery? outer)
    {
        foreach (IViolationReporter reporter in outer is null ? _reporters : _reporters.Union(outer._reporters))
        {
            try
            {
                reporter.Report(finding);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                failures.Note($"reporter {reporter.GetType().Name} threw {e.GetType().Name}: {e.Message}");
            }
        }

        LockScope.Deliver(finding);
    }

    private sealed class Removal(ViolationDelivery from, IViolationReporter reporter) : IDisposable
    {
        public void Dispose()
        {
            lock (from._gate)
            {
                from._reporters = from._reporters.Remove(reporter);
            }
        }
    }
}
