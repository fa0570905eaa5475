namespace LockValidator;

/// <summary>The proof that the checker is on: what it has observed, or that it has observed nothing.</summary>
public sealed partial class LockChecker
{
    // Of the graphs of scopes. Written and read with Interlocked.
    private long _scopedAcquisitions;

    /// <summary>What was observed so far.</summary>
    public LockStatistics Statistics
    {
        get
        {
            int flows = _flows.Count;
            using (Gate.Enter())
            {
                (long classes, long dependencies, long witnesses) = _graph.Bytes;
                return new LockStatistics(
                    _graph.ClassCount, _graph.DependencyCount, Chains.Count, _slowAcquisitions + Interlocked.Read(ref _scopedAcquisitions), Violations.Count, Failures.Count, InstanceOrders.Drops + Trials.Drops)
                {
                    Witnesses = _graph.WitnessCount,
                    Flows = flows,
                    Memory = new LockMemory(classes, dependencies, witnesses, Chains.Bytes, ((long)flows * LockFlow.Bytes) + _flows.Live().Sum(static flow => flow.OwnChainBytes)),
                };
            }
        }
    }

    /// <summary>How many receivers of findings there are now.</summary>
    public int ReporterCount => _delivery.ReporterCount;

    /// <summary>Says so if validation is on and nothing was ever fed to the checker: most likely it is wired to nothing.</summary>
    /// <param name="execution">What ends without having been observed: a test run, a program.</param>
    /// <returns>The finding, which was reported; null if something was observed, or validation is off.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="execution"/> is null.</exception>
    public Violation? ReportIfNothingObserved(string execution)
    {
        ArgumentNullException.ThrowIfNull(execution);
        if (!LockValidation.IsEnabled || Statistics.SlowAcquisitions > 0)
        {
            return null;
        }

        var finding = new Violation
        {
            Kind = ViolationKind.NothingObserved,
            Fingerprint = "",
            Operation = $"end {execution}",
            Held = [],
            Flow = LockFlow.Current.Name,
            Position = CodePosition.Unknown,
            Executions = [execution],
            Verdict = Verdict.Certain,
            Reason = "0 acquisitions, 0 classes, 0 chains.",
        };
        finding = finding with { Fingerprint = Fingerprints.Of(finding) };
        Deliver([finding], mayThrow: false);
        return finding;
    }

    /// <summary>What scopes observe in graphs of their own was observed.</summary>
    private void CountForOuter()
    {
        for (LockChecker? outer = ReportsTo; outer is not null; outer = outer.ReportsTo)
        {
            Interlocked.Increment(ref outer._scopedAcquisitions);
        }
    }
}
