using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LockValidator;

/// <summary>The state of a checker as documents. Names are as the program gave them; who shows them makes them harmless.</summary>
internal sealed class StateReader(LockChecker checker, LockFindings? counted)
{
    private const int KeyBytes = 8;

    public LiveDocument Live()
    {
        List<FlowDocument> flows = [.. checker.HeldLocksOfAllFlows().Select(static flow => new FlowDocument(flow.Flow, [.. flow.Held.Select(Held)]))];
        return new LiveDocument(LockValidation.IsEnabled, checker.Statistics, flows.Count, flows.Sum(static flow => flow.Locks.Count), flows);
    }

    public GraphDocument Graph()
    {
        GraphSnapshot graph = checker.Snapshot();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < graph.Classes.Count; i++)
        {
            numbers.TryAdd(KeyOf(graph.Classes[i]), i);
        }

        return new GraphDocument(
            graph.Classes.Select(Class),
            graph.Dependencies.Select(step => new[] { numbers.GetValueOrDefault(KeyOf(step.From), -1), numbers.GetValueOrDefault(KeyOf(step.To), -1), (int)step.Kinds }));
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
                (from is null || KeyOf(step.From) == from)
                && (to is null || KeyOf(step.To) == to)
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
        if (checker.Violations.FirstOrDefault(violation => KeyOf(violation) == key) is not { } found)
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
            TextReport.Render(found));
    }

    private static FindingDocument Finding(Violation violation, Dictionary<string, LockFinding> counts)
    {
        string key = KeyOf(violation);
        LockFinding? counted = counts.GetValueOrDefault(key);
        string report = TextReport.Render(violation);
        return new FindingDocument(
            key,
            violation.Kind.RuleId(),
            violation.Kind.ToString(),
            violation.Verdict.ToString(),
            report[..report.IndexOf('\n', StringComparison.Ordinal)],
            [.. violation.InvolvedClasses().Select(KeyOf)],
            violation.Cycle is [var closing, ..] ? [KeyOf(closing.From), KeyOf(closing.To)] : null,
            counted?.Count ?? 1,
            counted?.First,
            counted?.Last);
    }

    private static ClassDocument Class(ClassSnapshot type) =>
        new(KeyOf(type), type.Name, type.Label, string.Create(CultureInfo.InvariantCulture, $"{(type.Outer == 0 ? type.Inner : type.Outer)}:{type.Inner}"), type.Usage);

    private static DependencyDocument Dependency(DependencyStep step) =>
        new(KeyOf(step.From), step.From.Name, KeyOf(step.To), step.To.Name, step.Kinds.ToString(), Witness(step.Witness));

    private static WitnessDocument Witness(Witness witness) =>
        new(witness.Flow, witness.Execution, witness.Declared, witness.Inherited, witness.Position.Frames, witness.HeldPosition.Frames);

    private static UseDocument Use(LockUse use, LockUse? conflicting) =>
        new(KeyOf(use.Class), use.Class.Name, use.Mode.ToString(), use.Instance, use.Count, use == conflicting, use.Position.Frames);

    private static HeldDocument Held(HeldLock held) => new(
        held.Class?.Name ?? "a class that is gone",
        held.Class is { } type ? Label(type.Name, type.StableId, held.Subclass) : null,
        held.Mode.ToString(),
        held.Kind.ToString(),
        held.Instance,
        held.Count);

    private static string KeyOf(Violation violation) => $"{violation.Fingerprint}.{violation.Verdict}";

    /// <summary>Short and fit for an address, however long a name is. Two classes can share a stable id; with its number among those, a name is a class's own.</summary>
    private static string KeyOf(ClassSnapshot type) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{type.Label}\n{type.Name}")).AsSpan(0, KeyBytes));

    private static string Label(string name, string stableId, int subclass) => subclass == 0 ? stableId : $"{stableId}/{subclass}";

    private static bool Matches(ClassSnapshot type, string? search) => search is null
        || type.Name.Contains(search, StringComparison.OrdinalIgnoreCase) || type.StableId.Contains(search, StringComparison.OrdinalIgnoreCase);

    private Dictionary<string, LockFinding> Counts() => counted?.All.ToDictionary(static finding => KeyOf(finding.Violation)) ?? [];
}
