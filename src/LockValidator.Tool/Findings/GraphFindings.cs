namespace LockValidator;

/// <summary>What is to be reported of graph files: the findings with what is said of them, and the proof that the runs were watched.</summary>
internal sealed class GraphFindings
{
    public required IReadOnlyList<Violation> All { get; init; }

    /// <summary>What was observed, a sentence.</summary>
    public required string Observed { get; init; }

    /// <summary>Entries of the baseline that are of no use, a line each.</summary>
    public IReadOnlyList<LockAllowance> Stale { get; init; } = [];

    /// <summary>How many orders that run against the others were not looked at: there were too many.</summary>
    public int LeftOut { get; init; }

    /// <summary>The day, in UTC, of which allowances are told.</summary>
    public required DateOnly Today { get; init; }

    public required FailOn FailOn { get; init; }

    public required SourcePlaces Places { get; init; }

    /// <summary>Whether the exit code is 1. That nothing was observed always fails: it is no clean bill.</summary>
    public bool IsFailing => All.Any(Fails) || (LeftOut > 0 && FailOn.FailsUnseen());

    public bool Fails(Violation finding) => FailOn.Fails(finding) || (finding.Kind == ViolationKind.NothingObserved && finding.Allowed is null);

    /// <summary>What was found, counted: a sentence.</summary>
    public string Counts
    {
        get
        {
            int failing = All.Count(Fails), allowed = All.Count(static finding => finding.Allowed is not null), spared = All.Count(finding => finding.FailsBuilds && !Fails(finding));
            string notAsked = spared == 0 ? "" : FormattableString.Invariant($", {spared} that can deadlock but {(spared == 1 ? "does" : "do")} not fail here");
            return FormattableString.Invariant($"{All.Count} finding{(All.Count == 1 ? "" : "s")}: {failing} to repair, {allowed} allowed{notAsked}, {All.Count - failing - allowed - spared} of no danger so far.{LeftOutText(LeftOut)}");
        }
    }

    /// <summary>What is said of orders that were not looked at: a sentence after others, or nothing.</summary>
    public static string LeftOutText(int count) =>
        count == 0 ? "" : FormattableString.Invariant($" {count:N0} more {(count == 1 ? "order runs" : "orders run")} against the others and {(count == 1 ? "was" : "were")} not looked at.");

    /// <summary>The first line of a finding's report.</summary>
    public static string Headline(Violation finding)
    {
        string report = TextReport.Render(finding);
        return report[..report.IndexOf('\n', StringComparison.Ordinal)];
    }

    /// <summary>The best place to show a finding at: where it was done, else where a step of it was seen.</summary>
    public SourcePlace? PlaceOf(Violation finding) => finding.Cycle
        .SelectMany(static step => new[] { step.Witness.Position, step.Witness.HeldPosition })
        .Prepend(finding.Position)
        .Select(Places.Of)
        .FirstOrDefault(static place => place?.File is not null) ?? Places.Of(finding.Position);
}
