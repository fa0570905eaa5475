namespace LockValidator;

/// <summary>Has graph files judged as one, and says what is allowed of it.</summary>
internal static class GraphReport
{
    private const int MostFindings = 10_000;

    /// <param name="graph">What was read.</param>
    /// <param name="baseline">What is allowed.</param>
    /// <param name="failOn">What fails.</param>
    /// <param name="root">The root of the sources; null: file names stay as they are.</param>
    /// <param name="clock">The clock.</param>
    public static GraphFindings Of(LockGraph graph, LockBaseline baseline, FailOn failOn, string? root, TimeProvider clock)
    {
        var allowances = new Allowances(baseline, clock, graph.AllowedInCode);
        IReadOnlyList<Violation> found = graph.Judge(allowances, MostFindings, out int leftOut);
        IReadOnlyList<LockGraphRun> silent = [.. graph.Runs.Where(static run => run.Acquisitions == 0)];
        return new GraphFindings
        {
            All = graph.Runs.Count == 0 || silent.Count > 0 ? [.. found, NothingObserved(silent)] : found,
            Observed = ObservedLine.Of(graph),
            Stale = allowances.Stale,
            LeftOut = leftOut,
            FailOn = failOn,
            Places = new SourcePlaces(root),
            Today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime),
        };
    }

    /// <summary>A run that was validated and observed nothing is no clean bill: most likely nothing was wired to it.</summary>
    private static Violation NothingObserved(IReadOnlyList<LockGraphRun> runs)
    {
        string[] names = [.. runs.Select(static run => run.Name).Distinct()];
        var finding = new Violation
        {
            Kind = ViolationKind.NothingObserved,
            Fingerprint = "",
            Operation = "end " + (names.Length == 0 ? "the run" : string.Join(", ", names)),
            Held = [],
            Flow = "lockvalidator report",
            Position = CodePosition.Unknown,
            Executions = names,
            Verdict = Verdict.Certain,
            Reason = "0 acquisitions, 0 classes, 0 chains.",
        };
        return finding with { Fingerprint = Fingerprints.Of(finding) };
    }
}
