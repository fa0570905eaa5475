namespace LockValidator;

/// <summary><c>lockvalidator explain A B</c>: a shortest chain of orders from A to B.</summary>
internal static class OrderExplanation
{
    public static int Write(ReplayConsole console, LockGraph graph, string from, string to)
    {
        IReadOnlyList<ClassSnapshot> classes = graph.Classes;
        if (ClassLookup.Find(console, classes, from) is not { } start || ClassLookup.Find(console, classes, to) is not { } goal)
        {
            return ExitCodes.BadInput;
        }

        string first = TextReport.SafeName(start.Name), last = TextReport.SafeName(goal.Name);
        ILookup<string, DependencyStep> next = graph.Orders.ToLookup(static step => step.From.Name);
        if (Path(next, start.Name, goal.Name) is not { } path)
        {
            console.Output.WriteLine($"Nothing that was observed puts {first} before {last}.");
            if (Path(next, goal.Name, start.Name) is { } opposite)
            {
                console.Output.WriteLine($"The opposite was seen: {last} comes before {first}.");
                WriteSteps(console.Output, opposite);
            }

            return ExitCodes.Findings;
        }

        console.Output.WriteLine($"{first} comes before {last}{(path.Count == 1 ? ": the one was taken while the other was held." : FormattableString.Invariant($" by {path.Count} orders:"))}");
        WriteSteps(console.Output, path);
        return ExitCodes.Clean;
    }

    private static void WriteSteps(TextWriter output, List<DependencyStep> path)
    {
        for (int i = 0; i < path.Count; i++)
        {
            StepText.Write(output, path[i], i + 1);
        }
    }

    private static List<DependencyStep>? Path(ILookup<string, DependencyStep> next, string start, string goal)
    {
        var via = new Dictionary<string, DependencyStep?> { [start] = null };
        var queue = new Queue<string>([start]);
        while (queue.TryDequeue(out string? type))
        {
            foreach (DependencyStep step in next[type])
            {
                if (via.TryAdd(step.To.Name, step))
                {
                    queue.Enqueue(step.To.Name);
                }
            }
        }

        if (!via.TryGetValue(goal, out DependencyStep? last) || last is null)
        {
            return null;
        }

        var path = new List<DependencyStep>();
        for (DependencyStep? step = last; step is not null; step = via[step.From.Name])
        {
            path.Add(step);
        }

        path.Reverse();
        return path;
    }
}
