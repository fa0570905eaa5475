using System.Globalization;

namespace LockValidator;

/// <summary>What was observed by the runs of a graph, in one line: the proof that they were watched.</summary>
internal static class ObservedLine
{
    public static string Of(LockGraph graph)
    {
        IReadOnlyList<LockGraphRun> runs = graph.Runs;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Observed: {runs.Count:N0} {(runs.Count == 1 ? "run" : "runs")}, {runs.Sum(static run => run.Acquisitions):N0} acquisitions, {graph.ClassCount:N0} classes, {graph.OrderCount:N0} orders.");
    }

    /// <summary>Says so if nothing was: such a graph is no clean bill.</summary>
    public static bool IsNothing(LockGraph graph, ReplayConsole console)
    {
        List<LockGraphRun> silent = [.. graph.Runs.Where(static run => run.Acquisitions == 0)];
        foreach (LockGraphRun run in silent)
        {
            console.Error.WriteLine($"Nothing was observed in the run '{TextReport.SafeName(run.Name)}' ({TextReport.SafeName(run.Id)}), although validation was on: most likely it is wired to nothing.");
        }

        if (graph.Runs.Count == 0)
        {
            console.Error.WriteLine("The graph has no run in it: nothing was observed.");
        }

        return silent.Count > 0 || graph.Runs.Count == 0;
    }
}
