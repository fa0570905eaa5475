namespace LockValidator;

/// <summary>Questions to a graph of lock classes.</summary>
public static class GraphOrders
{
    /// <summary>The shortest way from one class to another, in the direction "held, then taken".</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="from">The name of the class that is held first.</param>
    /// <param name="to">The name of the class that is taken last.</param>
    /// <returns>The steps; null if there is no way.</returns>
    public static IReadOnlyList<DependencyStep>? FindPath(this GraphSnapshot graph, string from, string to)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return FindPath(StepsOf(graph), from, to);
    }

    /// <summary>A cycle of the graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>Its steps; null if there is none.</returns>
    public static IReadOnlyList<DependencyStep>? FindCycle(this GraphSnapshot graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ILookup<string, DependencyStep> steps = StepsOf(graph);
        return graph.Classes.Select(type => FindPath(steps, type.Name, type.Name)).FirstOrDefault(static path => path is not null);
    }

    /// <summary>Why one class does not come before another, for the message of an assertion; null if it does.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="first">The name of the class that should come first.</param>
    /// <param name="second">The name of the class that should come second.</param>
    /// <returns>A sentence without its end.</returns>
    public static string? WhyNotBefore(this GraphSnapshot graph, string first, string second)
    {
        ArgumentNullException.ThrowIfNull(graph);
        string[] unknown = new[] { first, second }.Where(name => graph.Classes.All(type => type.Name != name)).ToArray();
        if (unknown.Length > 0)
        {
            string known = graph.Classes.Count == 0 ? "nothing was taken" : $"known are {string.Join(", ", graph.Classes.Select(static type => TextReport.SafeName(type.Name)))}";
            return $"no lock {string.Join(" and no lock ", unknown)} was taken ({known})";
        }

        IReadOnlyList<DependencyStep>? back = graph.FindPath(second, first);
        return back is not null ? $"the opposite order was seen:\n{Render(back)}"
            : graph.FindPath(first, second) is null ? "the two were never taken together, nor over other locks"
            : null;
    }

    /// <summary>Steps as text, one a line, each with when it was first seen.</summary>
    /// <param name="steps">The steps.</param>
    /// <returns>The lines.</returns>
    public static string Render(IReadOnlyList<DependencyStep> steps) =>
        string.Join('\n', steps.Select(static step => $"  {TextReport.SafeName(step.From.Name)} -> {TextReport.SafeName(step.To.Name)}  by {TextReport.SafeName(step.Witness.Flow).Trim('"')} in {step.Witness.Execution}, {step.Witness.Position}"));

    private static ILookup<string, DependencyStep> StepsOf(GraphSnapshot graph) =>
        graph.Dependencies.Concat(graph.Contradicting).ToLookup(static step => step.From.Name, StringComparer.Ordinal);

    private static List<DependencyStep>? FindPath(ILookup<string, DependencyStep> steps, string from, string to)
    {
        var reachedBy = new Dictionary<string, DependencyStep?>(StringComparer.Ordinal);
        var open = new Queue<string>([from]);
        while (open.TryDequeue(out string? name))
        {
            foreach (DependencyStep step in steps[name])
            {
                if (reachedBy.TryAdd(step.To.Name, step))
                {
                    open.Enqueue(step.To.Name);
                }
            }
        }

        if (!reachedBy.ContainsKey(to))
        {
            return null;
        }

        var path = new List<DependencyStep>();
        for (string at = to; path.Count == 0 || at != from; at = path[^1].From.Name)
        {
            path.Add(reachedBy[at]!);
        }

        path.Reverse();
        return path;
    }
}
