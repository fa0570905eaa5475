namespace LockValidator;

/// <summary>The findings that runs wrote down beside their graphs: those that were made by several are one.</summary>
internal static class KeptFindings
{
    /// <summary>Adds them to what was found in the graph, the worst first.</summary>
    public static IReadOnlyList<Violation> With(IReadOnlyList<Violation> found, IReadOnlyList<byte[]> kept)
    {
        if (kept.Count == 0)
        {
            return found;
        }

        ILookup<(ViolationKind, string), Violation> known = found.ToLookup(static finding => (finding.Kind, finding.Fingerprint));
        List<Violation> worse = [.. kept
            .Select(static json => FindingJson.Read(json))
            .OfType<Violation>()
            .GroupBy(static finding => (finding.Kind, finding.Fingerprint))
            .Select(One)
            .Where(finding => known[(finding.Kind, finding.Fingerprint)].All(same => same.Verdict.Severity() < finding.Verdict.Severity()))];
        HashSet<(ViolationKind, string)> replaced = [.. worse.Select(static finding => (finding.Kind, finding.Fingerprint))];
        return [.. found.Where(finding => !replaced.Contains((finding.Kind, finding.Fingerprint))).Concat(worse).OrderByDescending(static finding => finding.Verdict.Severity())];
    }

    private static Violation One(IEnumerable<Violation> same)
    {
        List<Violation> all = [.. same];
        return all.MaxBy(static finding => finding.Verdict.Severity())! with { Executions = [.. all.SelectMany(static finding => finding.Executions).Distinct()] };
    }
}
