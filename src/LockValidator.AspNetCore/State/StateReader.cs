using System.Globalization;

namespace LockValidator;

/// <summary>The state of a checker as documents. Names are as the program gave them; who shows them makes them harmless.</summary>
internal sealed class StateReader(LockChecker checker, LockFindings? counted)
{
    // A person reads no more, and the page asks again every few seconds.
    private const int MostWaits = 100;

    public LiveDocument Live()
    {
        List<FlowDocument> flows = [.. checker.HeldLocksOfAllFlows().Select(static flow => new FlowDocument(flow.Flow, [.. flow.Held.Select(Held)]))];
        IReadOnlyList<WaitSnapshot> waits = checker.WaitsOfAllFlows();
        return new LiveDocument(
            LockValidation.IsEnabled, checker.Statistics, flows.Count, flows.Sum(static flow => flow.Locks.Count), flows, waits.Count, [.. waits.Take(MostWaits).Select(Wait)]);
    }

    public GraphDocument Graph()
    {
        GraphSnapshot graph = checker.Snapshot();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < graph.Classes.Count; i++)
        {
            numbers.TryAdd(DocumentKeys.Of(graph.Classes[i]), i);
        }

        return new GraphDocument(
            graph.Classes.Select(Class),
            graph.Dependencies.Select(step => new[] { numbers.GetValueOrDefault(DocumentKeys.Of(step.From), -1), numbers.GetValueOrDefault(DocumentKeys.Of(step.To), -1), (int)step.Kinds }));
    }

    public PageDocument<ClassDocument> Classes(string? search, int skip, int take)
    {
        List<ClassSnapshot> found = [.. checker.Snapshot().Classes.Where(type => Matches(type, search))];
        return new PageDocument<ClassDocument>(found.Count, skip, found.Skip(skip).Take(take).Select(Class));
    }

    /// <summary>The dependencies that start at one class, end at one, or name what is searched for.</summary>
    public PageDocument<DependencyDocument> Dependencies(string? from, string? to, string? search, int skip, int take)
    {
        List<DependencyStep> found =
        [
            .. checker.Snapshot().Dependencies.Where(step =>
                (from is null || DocumentKeys.Of(step.From) == from)
                && (to is null || DocumentKeys.Of(step.To) == to)
                && (Matches(step.From, search) || Matches(step.To, search))),
        ];
        return new PageDocument<DependencyDocument>(found.Count, skip, found.Skip(skip).Take(take).Select(Dependency));
    }

    public PageDocument<FindingDocument> Findings(int skip, int take)
    {
        IReadOnlyList<Violation> all = checker.Violations;
        Dictionary<string, LockFinding> counts = Counts();
        return new PageDocument<FindingDocument>(all.Count, skip, all.Skip(skip).Take(take).Select(violation => Finding(violation, counts)));
    }

    /// <summary>One finding in full; null where there is none of that key.</summary>
    public FindingDetailDocument? Finding(string key)
    {
        if (checker.Violations.FirstOrDefault(violation => DocumentKeys.Of(violation) == key) is not { } found)
        {
            return null;
        }

        return new FindingDetailDocument(
            Finding(found, Counts()),
            found.Fingerprint,
            found.Reason,
            found.Operation,
            found.Flow,
            found.Executions,
            found.Position.Frames,
            [.. found.Held.Select(use => Use(use, found.Holding))],
            [.. (found.Cycle.Count > 0 ? found.Cycle : found.Usage?.Path ?? []).Select(Dependency)],
            [.. found.Waits.Select(Wait)],
            TextReport.Render(found));
    }

    private static FindingDocument Finding(Violation violation, Dictionary<string, LockFinding> counts)
    {
        string key = DocumentKeys.Of(violation);
        LockFinding? counted = counts.GetValueOrDefault(key);
        string report = TextReport.Render(violation);
        return new FindingDocument(
            key,
            violation.Kind.RuleId(),
            violation.Kind.ToString(),
            violation.Verdict.ToString(),
            report[..report.IndexOf('\n', StringComparison.Ordinal)],
            [.. violation.InvolvedClasses().Select(DocumentKeys.Of)],
            violation.Cycle is [var closing, ..] ? [DocumentKeys.Of(closing.From), DocumentKeys.Of(closing.To)] : null,
            counted?.Count ?? 1,
            counted?.First,
            counted?.Last,
            violation.Allowed,
            violation.Expired);
    }

    private static ClassDocument Class(ClassSnapshot type) =>
        new(DocumentKeys.Of(type), type.Name, type.Label, string.Create(CultureInfo.InvariantCulture, $"{(type.Outer == 0 ? type.Inner : type.Outer)}:{type.Inner}"), type.Usage);

    private static DependencyDocument Dependency(DependencyStep step) =>
        new(DocumentKeys.Of(step.From), step.From.Name, DocumentKeys.Of(step.To), step.To.Name, step.Kinds.ToString(), Witness(step.Witness));

    private static WitnessDocument Witness(Witness witness) =>
        new(witness.Flow, witness.Execution, witness.Declared, witness.Inherited, witness.Position.Frames, witness.HeldPosition.Frames);

    private static UseDocument Use(LockUse use, LockUse? conflicting) =>
        new(DocumentKeys.Of(use.Class), use.Class.Name, use.Mode.ToString(), use.Instance, use.Count, use == conflicting, use.Position.Frames);

    private static WaitDocument Wait(WaitSnapshot wait) => new(
        wait.Flow,
        wait.Execution,
        DocumentKeys.Of(wait.Waiting.Class),
        wait.Waiting.Class.Name,
        wait.Waiting.Class.Label,
        wait.Waiting.Mode.ToString(),
        wait.Waiting.Instance,
        wait.Since,
        wait.Holders,
        [.. wait.Held.Select(static use => Use(use, conflicting: null))],
        wait.Waiting.Position.Frames);

    private static HeldDocument Held(HeldLock held) => new(
        held.Class?.Name ?? "a class that is gone",
        held.Class is { } type ? Label(type.Name, type.StableId, held.Subclass) : null,
        held.Mode.ToString(),
        held.Kind.ToString(),
        held.Instance,
        held.Count);

    private static string Label(string name, string stableId, int subclass) => subclass == 0 ? stableId : $"{stableId}/{subclass}";

    private static bool Matches(ClassSnapshot type, string? search) => search is null
        || type.Name.Contains(search, StringComparison.OrdinalIgnoreCase) || type.StableId.Contains(search, StringComparison.OrdinalIgnoreCase);

    private Dictionary<string, LockFinding> Counts() => counted?.All.ToDictionary(static finding => DocumentKeys.Of(finding.Violation)) ?? [];
}
