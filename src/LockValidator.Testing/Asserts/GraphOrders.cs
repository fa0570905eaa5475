namespace LockValidator;

/// <summary>Questions to a graph of lock classes.</summary>
/// <remarks>Names mean what <see cref="FindingText.IsNamed"/> says: one that several classes have means all of them.</remarks>
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
        ILookup<ClassKey, DependencyStep> steps = StepsOf(graph).ToLookup(static step => ClassKey.Of(step.From));
        var reachedBy = new Dictionary<ClassKey, DependencyStep>();
        var open = new Queue<ClassKey>(graph.Classes.Where(type => LockNames.Match(type.Name, from)).Select(ClassKey.Of));
        var starts = new HashSet<ClassKey>(open);
        while (open.TryDequeue(out ClassKey at))
        {
            foreach (DependencyStep step in steps[at])
            {
                ClassKey next = ClassKey.Of(step.To);
                if (!reachedBy.TryAdd(next, step))
                {
                    continue;
                }

                if (LockNames.Match(step.To.Name, to))
                {
                    return PathTo(next, starts, reachedBy);
                }

                if (!starts.Contains(next))
                {
                    open.Enqueue(next);
                }
            }
        }

        return null;
    }

    /// <summary>A cycle of the graph that can deadlock, by the rules of the checker: recursive readers wait for exclusive holders only.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>Its steps; null if there is none.</returns>
    public static IReadOnlyList<DependencyStep>? FindCycle(this GraphSnapshot graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new StrongSteps(StepsOf(graph)).FindCycle();
    }

    /// <summary>Why one class does not come before another, for the message of an assertion; null if it does.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="first">The name of the class that should come first.</param>
    /// <param name="second">The name of the class that should come second.</param>
    /// <returns>A sentence without its end.</returns>
    public static string? WhyNotBefore(this GraphSnapshot graph, string first, string second)
    {
        ArgumentNullException.ThrowIfNull(graph);
        string[] unknown = new[] { first, second }.Where(name => !graph.Classes.Any(type => LockNames.Match(type.Name, name))).ToArray();
        if (unknown.Length > 0)
        {
            string known = graph.Classes.Count == 0 ? "nothing was taken" : $"known are {LockNames.List(graph.Classes.Select(static type => type.Name))}";
            return $"no lock {string.Join(" and no lock ", unknown.Select(TextReport.SafeName))} was taken ({known})";
        }

        IReadOnlyList<DependencyStep>? back = graph.FindPath(second, first);
        return back is not null ? $"the opposite order was seen:\n{Render(back)}"
            : graph.FindPath(first, second) is null ? "the two were never taken together, nor over other locks"
            : null;
    }

    /// <summary>Steps as text, one a line, each with when it was first seen.</summary>
    /// <param name="steps">The steps.</param>
    /// <returns>The lines.</returns>
    public static string Render(IReadOnlyList<DependencyStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return string.Join('\n', steps.Select(static step =>
            $"  {TextReport.SafeName(step.From.Name)} -> {TextReport.SafeName(step.To.Name)}  by {TextReport.SafeLine(step.Witness.Flow)} in {TextReport.SafeLine(step.Witness.Execution)}, {TextReport.SafeLine(step.Witness.Position.ToString())}"));
    }

    private static IEnumerable<DependencyStep> StepsOf(GraphSnapshot graph) => graph.Dependencies.Concat(graph.Contradicting);

    private static List<DependencyStep> PathTo(ClassKey end, HashSet<ClassKey> starts, Dictionary<ClassKey, DependencyStep> reachedBy)
    {
        var path = new List<DependencyStep>();
        for (ClassKey at = end; path.Count == 0 || !starts.Contains(at); at = ClassKey.Of(path[^1].From))
        {
            path.Add(reachedBy[at]);
        }

        path.Reverse();
        return path;
    }
}
