namespace LockValidator;

/// <summary>
/// Breadth-first search over strong paths, to name what the order graph or the usage graph has decided: shortest path first, ties
/// in the order in which dependencies were first seen.
/// </summary>
/// <remarks>
/// A class is looked at twice, once reached strongly and once weakly: a class first reached over a recursive reader must be looked
/// at again when it is reached without. Single-threaded: the caller holds the checker's lock.
/// </remarks>
internal sealed class PathSearch(DependencyGraph graph)
{
    private readonly List<Arrival> _queue = [];

    // By the numbers of classes: the searches that last arrived there, over a path that can go on by any kind, and over a weaker one.
    private readonly ChunkedArray<(int Strong, int Weak)> _visits = new();
    private int _stamp;

    /// <summary>Decides whether a class is what is looked for.</summary>
    /// <param name="node">The class.</param>
    /// <param name="weak">True where it was reached as a recursive reader only (backwards: is left as a reader only).</param>
    public delegate bool Match(ClassNode node, bool weak);

    /// <summary>The dependencies from the root to the first match (backwards: from the match to the root), in path order; null if there is none.</summary>
    /// <param name="root">Where to start; it is itself tested.</param>
    /// <param name="rootIsWeak">Whether the root is taken as a recursive reader (backwards: held as a reader).</param>
    /// <param name="forwards">The direction.</param>
    /// <param name="usageOnly">True: without classes and kinds that take no part in usage.</param>
    /// <param name="match">What is looked for.</param>
    /// <param name="found">The class found.</param>
    public List<Dependency>? Find(ClassNode root, bool rootIsWeak, bool forwards, bool usageOnly, Match match, out ClassNode found)
    {
        _queue.Clear();
        _stamp++;
        _queue.Add(new Arrival(root, rootIsWeak, -1, null));
        for (int at = 0; at < _queue.Count; at++)
        {
            Arrival arrival = _queue[at];
            if ((usageOnly && !arrival.Node.TakesPartInUsage) || !Visit(arrival))
            {
                continue;
            }

            if (match(arrival.Node, arrival.Weak))
            {
                found = arrival.Node;
                return PathTo(at, forwards);
            }

            Enqueue(at, arrival, forwards, usageOnly);
        }

        found = root;
        return null;
    }

    /// <summary>False where the class was visited in this strength or the stronger one.</summary>
    private bool Visit(Arrival arrival)
    {
        while (_visits.Count <= arrival.Node.AnyHolder)
        {
            _visits.Add(default);
        }

        ref (int Strong, int Weak) visit = ref _visits[arrival.Node.AnyHolder];
        if (visit.Strong == _stamp || (arrival.Weak && visit.Weak == _stamp))
        {
            return false;
        }

        (arrival.Weak ? ref visit.Weak : ref visit.Strong) = _stamp;
        return true;
    }

    private void Enqueue(int at, Arrival arrival, bool forwards, bool usageOnly)
    {
        int first = _queue.Count;
        foreach (Dependency dependency in forwards ? graph.From(arrival.Node) : graph.To(arrival.Node))
        {
            DependencyKinds kinds = usageOnly ? dependency.Kinds & ~dependency.Quiet : dependency.Kinds;
            if (arrival.Weak)
            {
                kinds = DependencyKindRules.AfterWeak(kinds, forwards);
            }

            if (kinds != DependencyKinds.None)
            {
                ClassNode next = forwards ? dependency.To : dependency.From;
                _queue.Add(new Arrival(next, DependencyKindRules.ArriveWeak(kinds, forwards), at, dependency));
            }
        }

        // The lists have the newest first.
        _queue.Reverse(first, _queue.Count - first);
    }

    private List<Dependency> PathTo(int at, bool forwards)
    {
        var path = new List<Dependency>();
        for (; _queue[at].Via is { } dependency; at = _queue[at].Parent)
        {
            path.Add(dependency);
        }

        if (forwards)
        {
            path.Reverse();
        }

        return path;
    }

    private readonly record struct Arrival(ClassNode Node, bool Weak, int Parent, Dependency? Via);
}
