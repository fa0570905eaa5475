namespace LockValidator;

/// <summary>Adds to a baseline what graph files prove and it does not allow yet.</summary>
internal static class BaselineUpdate
{
    private static readonly ViolationKind[] s_plain = [ViolationKind.CircularDependency, ViolationKind.SameClassNesting, ViolationKind.CircularWait];

    /// <param name="graphs">The graph files.</param>
    /// <param name="file">The baseline file, which need not be there.</param>
    /// <param name="reason">Why what is new is allowed.</param>
    /// <param name="expires">The last day; null: for ever.</param>
    /// <param name="console">Where it is told what was done.</param>
    /// <exception cref="BaselineFileException">The file cannot be read as it is: it is not touched.</exception>
    public static void Run(IReadOnlyList<string> graphs, string file, string reason, DateOnly? expires, ReplayConsole console)
    {
        byte[]? before = File.Exists(file) ? File.ReadAllBytes(file) : null;
        LockBaseline baseline = before is null ? LockBaseline.Empty : BaselineFile.Read(file);
        BaselineEditor editor = BaselineEditor.Open(before);
        LockGraph graph = GraphFileInput.Read(graphs, baseline);
        byte[]? after = null;
        var added = new List<LockAllowance>();
        while (true)
        {
            // What was allowed may have stood before another cycle through the same order: that one is new then.
            GraphFindings findings = GraphReport.Of(graph, baseline, FailOn.Possible, root: null, console.Clock);
            List<LockAllowance> more = [.. findings.All.Where(static finding => finding is { FailsBuilds: true, Kind: not ViolationKind.NothingObserved }).Select(finding => EntryFor(finding, reason, expires))];
            if (more.Count == 0)
            {
                Tell(console, added, findings, file);
                break;
            }

            if (more.Find(entry => added.Exists(known => known.ToString() == entry.ToString())) is { } useless)
            {
                throw new ArgumentException($"An entry for {useless} allows nothing; {file} is left as it is.");
            }

            added.AddRange(more);
            after = editor.Add(added);
            baseline = LockBaseline.Parse(System.Text.Encoding.UTF8.GetString(after), file);
            if (baseline.Problems.Count > 0)
            {
                throw new BaselineFileException(baseline.Problems);
            }
        }

        if (after is not null)
        {
            AtomicFile.Write(file, stream => stream.Write(after));
        }
    }

    private static LockAllowance EntryFor(Violation finding, string reason, DateOnly? expires) => new()
    {
        Kind = s_plain.Contains(finding.Kind) ? null : finding.Kind,
        Classes = finding.Cycle.Count > 0 ? FromTheFirst([.. finding.Cycle.Select(static step => step.From.Label)]) : [.. finding.InvolvedClasses().Select(static type => type.Label)],
        Reason = reason,
        Expires = expires,
        Origin = "",
    };

    /// <summary>A cycle has no first class: it is written from the one that sorts first, so that a file does not depend on the run.</summary>
    private static IReadOnlyList<string> FromTheFirst(List<string> cycle)
    {
        int first = cycle.IndexOf(cycle.Min(StringComparer.Ordinal)!);
        return [.. cycle.Skip(first), .. cycle.Take(first)];
    }

    private static void Tell(ReplayConsole console, List<LockAllowance> added, GraphFindings findings, string file)
    {
        foreach (LockAllowance entry in added)
        {
            console.Output.WriteLine($"added: {TextReport.SafeLine(entry.ToString())}");
        }

        foreach (LockAllowance entry in findings.Stale)
        {
            console.Output.WriteLine(TextReport.SafeLine(entry.StaleMessage(findings.Today)));
        }

        console.Output.WriteLine(TextReport.SafeLine(added.Count == 0 ? $"{file} allows all that was found; it is left as it is." : FormattableString.Invariant($"{file}: {added.Count} added.")));
        console.Output.WriteLine(findings.Observed);
    }
}
