using System.Globalization;

namespace LockValidator;

/// <summary><c>lockvalidator suggest</c>: of each cycle the order that is made in the fewest places, for there it is the least work to undo it.</summary>
internal static class CycleSuggestions
{
    private const int MostSites = 10;

    public static int Write(TextWriter output, LockGraph graph)
    {
        IReadOnlyList<Violation> findings = [.. graph.Judge(LockGraph.MostFindings, out int leftOut).Where(static finding => finding.Cycle.Count > 0)];
        HashSet<(string, string)> wanted = [.. findings.SelectMany(static finding => finding.Cycle).Select(static step => (step.From.Name, step.To.Name))];
        Dictionary<(string, string), DependencyStep> orders = graph.Orders
            .Where(step => wanted.Contains((step.From.Name, step.To.Name)))
            .ToDictionary(static step => (step.From.Name, step.To.Name));
        foreach (Violation finding in findings)
        {
            DependencyStep[] cycle = [.. finding.Cycle.Select(step => orders.GetValueOrDefault((step.From.Name, step.To.Name), step))];
            DependencyStep fewest = cycle.MinBy(static step => SitesOf(step).Count)!;
            List<string> sites = SitesOf(fewest);
            output.WriteLine($"{string.Join(" -> ", cycle.Select(static step => TextReport.SafeName(step.From.Name)))} -> {TextReport.SafeName(cycle[0].From.Name)}  ({finding.Kind.RuleId()}, {finding.Verdict})");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  change {TextReport.SafeName(fewest.From.Name)} -> {TextReport.SafeName(fewest.To.Name)}: it is made in {sites.Count} {(sites.Count == 1 ? "place" : "places")}"));
            foreach (string site in sites.Take(MostSites))
            {
                output.WriteLine($"    at {TextReport.SafeLine(site)}");
            }
        }

        output.WriteLine(findings.Count == 0 ? "There is no cycle." : string.Create(CultureInfo.InvariantCulture, $"{findings.Count} {(findings.Count == 1 ? "cycle" : "cycles")}."));
        if (leftOut > 0)
        {
            output.WriteLine(GraphFindings.LeftOutText(leftOut).TrimStart());
        }

        return leftOut > 0 || findings.Any(static finding => finding.FailsBuilds) ? ExitCodes.Findings : ExitCodes.Clean;
    }

    /// <summary>Where the later lock is taken. Of what stands for others but one place is known.</summary>
    private static List<string> SitesOf(DependencyStep step) => [.. step.Witnesses.DefaultIfEmpty(step.Witness).Select(static witness => witness.Position.ToString()).Distinct().Order(StringComparer.Ordinal)];
}
