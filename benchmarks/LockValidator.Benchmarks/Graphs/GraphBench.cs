using System.Diagnostics;

namespace LockValidator.Benchmarks;

/// <summary>Feeds a dependency graph as the order rule does, with one witness for all, so that nothing but the graph is measured.</summary>
internal static class GraphBench
{
    private static readonly Witness s_witness = new("bench", "bench", CodePosition.Unknown, CodePosition.Unknown);

    /// <summary>The medians of some rounds, each with a graph of its own; of what is the worst of a round, the worst of all.</summary>
    public static GraphMeasurement Measure(GraphShape shape, int classes, int rounds)
    {
        (int From, int To)[] edges = [.. shape.Edges(classes)];
        LockClass[] types = [.. Enumerable.Range(0, classes).Select(static i => new LockClass($"bench class {i}"))];
        var whole = new List<(double BytesPerClass, double BytesPerEdge, double Average, double Without)>();
        var singly = new List<(double Tail, double Worst, double Own, int Steps, double Meeting)>();
        for (int i = 0; i < rounds; i++)
        {
            whole.Add(Whole(types, edges));
            singly.Add(Singly(types, edges));
        }

        return new GraphMeasurement(
            edges.Length,
            Median(whole.Select(static round => round.Average)),
            Median(whole.Select(static round => round.Without)),
            Median(singly.Select(static round => round.Tail)),
            singly.Max(static round => round.Worst),
            singly.Max(static round => round.Meeting),
            Median(singly.Select(static round => round.Own)),
            singly.Max(static round => round.Steps),
            Median(whole.Select(static round => round.BytesPerClass)),
            Median(whole.Select(static round => round.BytesPerEdge)));
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static (double BytesPerClass, double BytesPerEdge, double Average, double Without) Whole(LockClass[] types, (int From, int To)[] edges)
    {
        var nodes = new ClassNode[types.Length];
        long empty = GC.GetTotalMemory(forceFullCollection: true);
        var graph = new DependencyGraph();
        Meet(graph, types, nodes);
        long met = GC.GetTotalMemory(forceFullCollection: true);
        TimeSpan pauses = GC.GetTotalPauseDuration();
        long start = ThreadTime.Now;
        foreach ((int from, int to) in edges)
        {
            Learn(graph, nodes[from], nodes[to]);
        }

        double average = (double)(ThreadTime.Now - start) / edges.Length;
        double without = average - ((GC.GetTotalPauseDuration() - pauses).TotalNanoseconds / edges.Length);
        long full = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(graph);
        return ((double)(met - empty) / types.Length, (double)(full - met) / edges.Length, average, without);
    }

    private static (double Tail, double Worst, double Own, int Steps, double Meeting) Singly(LockClass[] types, (int From, int To)[] edges)
    {
        var nodes = new ClassNode[types.Length];
        var times = new long[edges.Length];
        double worst = 0;
        var graph = new DependencyGraph();
        double meeting = Meet(graph, types, nodes);
        GC.Collect();
        double own = 0;
        int steps = 0;
        for (int i = 0; i < edges.Length; i++)
        {
            int collections = GC.CollectionCount(0);
            TimeSpan pause = GC.GetTotalPauseDuration();
            long wall = Stopwatch.GetTimestamp();
            long start = ThreadTime.Now;
            Learn(graph, nodes[edges[i].From], nodes[edges[i].To]);
            times[i] = ThreadTime.Now - start;
            worst = Math.Max(worst, Stopwatch.GetElapsedTime(wall).TotalMilliseconds);
            double spent = times[i] / 1e6;
            own = Math.Max(own, GC.CollectionCount(0) == collections ? spent : spent - (GC.GetTotalPauseDuration() - pause).TotalMilliseconds);
            steps = Math.Max(steps, graph.Order.LastVisits + graph.Order.LastRelabels);
        }

        Array.Sort(times);
        int rank = Math.Min(times.Length - 1, (int)Math.Ceiling(times.Length * 0.9999) - 1);
        return (times[rank], worst, own, steps, meeting);
    }

    // The longest, in milliseconds by the clock.
    private static double Meet(DependencyGraph graph, LockClass[] types, ClassNode[] nodes)
    {
        double worst = 0;
        for (int i = 0; i < types.Length; i++)
        {
            long wall = Stopwatch.GetTimestamp();
            nodes[i] = graph.Meet(types[i], 0);
            worst = Math.Max(worst, Stopwatch.GetElapsedTime(wall).TotalMilliseconds);
        }

        return worst;
    }

    private static void Learn(DependencyGraph graph, ClassNode from, ClassNode to)
    {
        if (graph.Find(from, to) is not null)
        {
            throw new InvalidOperationException("Each edge is new.");
        }

        Dependency dependency = graph.Add(from, to, s_witness);
        if (!graph.TryOrder(from, to, DependencyKinds.EN, out int edge) || graph.ConflictsInUsage(from, to, DependencyKinds.EN))
        {
            throw new InvalidOperationException("No shape has a cycle.");
        }

        graph.Link(dependency, DependencyKinds.EN, edge, quiet: false);
    }
}
