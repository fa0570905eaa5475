namespace LockValidator;

/// <summary>
/// The dependencies of a graph, with the rule by which they make a cycle: a class that is reached as by a recursive reader only waits for
/// its exclusive holders alone, so the next step must leave it as one.
/// </summary>
internal sealed class StrongSteps
{
    private const DependencyKinds FromShared = DependencyKinds.SR | DependencyKinds.SN;
    private const DependencyKinds ToRecursive = DependencyKinds.ER | DependencyKinds.SR;

    private readonly ILookup<ClassKey, DependencyStep> _steps;

    public StrongSteps(IEnumerable<DependencyStep> steps) => _steps = steps.ToLookup(static step => ClassKey.Of(step.From));

    /// <summary>A cycle, as short as there is one through its first class; null if there is none.</summary>
    public List<DependencyStep>? FindCycle()
    {
        // Whoever is in a cycle is never the last without a way out: the others are taken away first, so that few are searched from.
        HashSet<(ClassKey Class, bool Weak)> left = StatesOfCycles();
        return _steps
            .SelectMany(static from => new[] { (from.Key, Weak: false), (from.Key, Weak: true) })
            .Where(left.Contains)
            .Select(FindWayBack)
            .FirstOrDefault(static cycle => cycle is not null);
    }

    private IEnumerable<(DependencyStep Step, (ClassKey Class, bool Weak) To)> From((ClassKey Class, bool Weak) at)
    {
        foreach (DependencyStep step in _steps[at.Class])
        {
            DependencyKinds kinds = at.Weak ? step.Kinds & ~FromShared : step.Kinds;
            if (kinds != DependencyKinds.None)
            {
                yield return (step, (ClassKey.Of(step.To), Weak: (kinds & ~ToRecursive) == 0));
            }
        }
    }

    /// <summary>What remains when states without a way on are taken away, again and again: cycles and what leads to them.</summary>
    private HashSet<(ClassKey Class, bool Weak)> StatesOfCycles()
    {
        var into = new Dictionary<(ClassKey, bool), List<(ClassKey, bool)>>();
        var ways = new Dictionary<(ClassKey Class, bool Weak), int>();
        foreach (IGrouping<ClassKey, DependencyStep> from in _steps)
        {
            foreach ((ClassKey, bool) state in new[] { (from.Key, false), (from.Key, true) })
            {
                ways[state] = 0;
                foreach ((_, (ClassKey, bool) next) in From(state))
                {
                    ways[state]++;
                    (into.TryGetValue(next, out List<(ClassKey, bool)>? known) ? known : into[next] = []).Add(state);
                }
            }
        }

        var ends = new Queue<(ClassKey, bool)>(into.Keys.Where(state => !ways.ContainsKey(state)).Concat(ways.Where(static each => each.Value == 0).Select(static each => each.Key)));
        while (ends.TryDequeue(out (ClassKey, bool) end))
        {
            ways.Remove(end);
            foreach ((ClassKey, bool) before in into.GetValueOrDefault(end) ?? [])
            {
                if (ways.ContainsKey(before) && --ways[before] == 0)
                {
                    ends.Enqueue(before);
                }
            }
        }

        return [.. ways.Keys];
    }

    private List<DependencyStep>? FindWayBack((ClassKey Class, bool Weak) start)
    {
        var reachedBy = new Dictionary<(ClassKey, bool), (DependencyStep Step, (ClassKey, bool) From)>();
        var open = new Queue<(ClassKey, bool)>([start]);
        while (!reachedBy.ContainsKey(start) && open.TryDequeue(out (ClassKey, bool) at))
        {
            foreach ((DependencyStep step, (ClassKey, bool) next) in From(at))
            {
                if (reachedBy.TryAdd(next, (step, at)))
                {
                    open.Enqueue(next);
                }
            }
        }

        if (!reachedBy.ContainsKey(start))
        {
            return null;
        }

        var cycle = new List<DependencyStep>();
        for ((ClassKey, bool) at = start; cycle.Count == 0 || at != start; at = reachedBy[at].From)
        {
            cycle.Add(reachedBy[at].Step);
        }

        cycle.Reverse();
        return cycle;
    }
}
