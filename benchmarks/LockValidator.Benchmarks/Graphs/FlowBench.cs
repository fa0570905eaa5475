namespace LockValidator.Benchmarks;

/// <summary>The same through a flow: every new edge costs its acquisition, its chain, its witness and the rules too.</summary>
internal static class FlowBench
{
    // Rounds until all code is compiled for good, and how long the compiler is given to take it over.
    private const int WarmingRounds = 10, TierPause = 300;

    /// <summary>Runs the code until it is compiled for good.</summary>
    public static void Warm()
    {
        for (int i = 0; i < WarmingRounds; i++)
        {
            Round(GraphShape.All[i % GraphShape.All.Count], 1_000);
            Thread.Sleep(TierPause);
        }
    }

    /// <summary>Nanoseconds for a nest of two locks whose order is new, stacks off: the median of some rounds.</summary>
    public static double NewOrder(GraphShape shape, int classes, int rounds)
    {
        double[] each = [.. Enumerable.Range(0, rounds).Select(_ => Round(shape, classes))];
        Array.Sort(each);
        return each[rounds / 2];
    }

    private static double Round(GraphShape shape, int classes)
    {
        (int From, int To)[] edges = [.. shape.Edges(classes)];
        LockMap[] maps = [.. Enumerable.Range(0, classes).Select(static i => new LockMap(new LockClass(FormattableString.Invariant($"bench class {i}"))))];
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        var flow = new LockFlow(checker, "bench");
        foreach (ref LockMap map in maps.AsSpan())
        {
            flow.Acquire(in map);
            flow.Release(in map);
        }

        long start = ThreadTime.Now;
        foreach ((int from, int to) in edges)
        {
            flow.Acquire(in maps[from]);
            flow.Acquire(in maps[to]);
            flow.Release(in maps[to]);
            flow.Release(in maps[from]);
        }

        double each = (double)(ThreadTime.Now - start) / edges.Length;
        return checker.Statistics.Dependencies == edges.Length ? each : throw new InvalidOperationException("Each edge is new.");
    }

    /// <summary>Bytes that the flow of a thread keeps after the thread has taken locks.</summary>
    public static double BytesPerThread()
    {
        const int Count = 200;
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        var map = new LockMap(new LockClass("bench class"));
        var flows = new LockFlow[Count];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Count; i++)
        {
            flows[i] = new LockFlow(checker, "bench");
            flows[i].Acquire(in map);
            flows[i].Release(in map);
        }

        double each = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
        GC.KeepAlive(flows);
        return each;
    }
}
