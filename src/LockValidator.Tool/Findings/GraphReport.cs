namespace LockValidator;

/// <summary>Reads graph files, has them judged as one, and says what is allowed of it.</summary>
internal static class GraphReport
{
    private const int MostFindings = 10_000;

    /// <param name="files">The graph files.</param>
    /// <param name="baseline">What is allowed.</param>
    /// <param name="failOn">What fails.</param>
    /// <param name="root">The root of the sources; null: file names stay as they are.</param>
    /// <param name="clock">The clock.</param>
    public static GraphFindings Of(IReadOnlyList<string> files, LockBaseline baseline, FailOn failOn, string? root, TimeProvider clock)
    {
        LockGraph graph = LockGraph.ReadAll(files, baseline);
        var allowances = new Allowances(baseline, clock, graph.AllowedInCode);
        IReadOnlyList<Violation> found = graph.Judge(allowances, MostFindings, out int leftOut);
        IReadOnlyList<LockGraphRun> runs = graph.Runs;
        string observed = FormattableString.Invariant(
            $"Observed in {runs.Count} run{(runs.Count == 1 ? "" : "s")}: {graph.ClassCount} lock classes, {graph.OrderCount} orders, {runs.Sum(static run => run.Chains)} chains and {runs.Sum(static run => run.Acquisitions)} acquisitions that were new.");
        return new GraphFindings
        {
            All = graph.IsNothingObserved ? [.. found, NothingObserved(runs)] : found,
            Observed = observed,
            Stale = allowances.Stale,
            LeftOut = leftOut,
            FailOn = failOn,
            Places = new SourcePlaces(root),
            Today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime),
        };
    }

    /// <summary>An empty graph from a validated run is no clean bill: most likely nothing was wired to it.</summary>
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
