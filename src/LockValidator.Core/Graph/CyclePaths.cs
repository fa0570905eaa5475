namespace LockValidator;

/// <summary>
/// The paths from one class to another, shortest ways first, also over dependencies that stand beside the order because their cycle is
/// harmless so far: these must not hide another cycle. Bounded: the first ones are enough to judge by. Where the budget is spent, only whether
/// there is a path is still found out, and then one of the shortest is given.
/// </summary>
internal sealed class CyclePaths
{
    private const int MostPaths = 16;
    private const int MostSteps = 1024;

    // Longer cycles are not judged, but count as possible.
    private const int LongestPath = 256;

    private readonly ILookup<ClassNode, Dependency> _aside;
    private readonly Dictionary<ClassNode, int> _distance = [];
    private readonly HashSet<ClassNode> _onPath = [];
    private readonly List<Dependency> _path = [];
    private readonly List<IReadOnlyList<Dependency>> _found = [];
    private readonly DependencyGraph _graph;
    private readonly ClassNode _goal;
    private readonly Func<Dependency, bool> _mayPass;
    private readonly SearchBudget _budget;
    private int _steps;
    private bool _isCut;

    private CyclePaths(DependencyGraph graph, ClassNode start, ClassNode goal, Func<Dependency, bool> mayPass, SearchBudget budget)
    {
        (_graph, _goal, _mayPass, _budget) = (graph, goal, mayPass, budget);
        List<Dependency> aside = [.. graph.Refused.Where(static dependency => dependency.Finding is { FailsBuilds: false })];
        _aside = aside.ToLookup(static dependency => dependency.From);
        Measure(start, aside.ToLookup(static dependency => dependency.To));
    }

    /// <param name="graph">The graph.</param>
    /// <param name="start">Where they start.</param>
    /// <param name="goal">Where they end.</param>
    /// <param name="mayPass">Over which dependencies.</param>
    /// <param name="budget">What may be looked at.</param>
    /// <param name="isCut">Whether there may be more.</param>
    public static IReadOnlyList<IReadOnlyList<Dependency>> Between(DependencyGraph graph, ClassNode start, ClassNode goal, Func<Dependency, bool> mayPass, SearchBudget budget, out bool isCut)
    {
        var paths = new CyclePaths(graph, start, goal, mayPass, budget);
        if (start != goal && paths._distance.ContainsKey(start))
        {
            paths.Walk(start);
        }

        isCut = paths._isCut;
        return paths._found;
    }

    /// <summary>How far each class is from the goal; when the budget is spent, of those that are no further than the start.</summary>
    private void Measure(ClassNode start, ILookup<ClassNode, Dependency> asideTo)
    {
        var queue = new Queue<ClassNode>([_goal]);
        _distance[_goal] = 0;
        while (queue.TryDequeue(out ClassNode? node))
        {
            if (_budget.IsSpent && _distance.ContainsKey(start))
            {
                _isCut = true;
                return;
            }

            foreach (Dependency dependency in _graph.To(node).ToArray().Concat(asideTo[node]))
            {
                _budget.Take(1);
                if (!_distance.ContainsKey(dependency.From) && _mayPass(dependency))
                {
                    _distance.Add(dependency.From, _distance[node] + 1);
                    queue.Enqueue(dependency.From);
                }
            }
        }
    }

    private void Walk(ClassNode node)
    {
        _onPath.Add(node);
        int looked = 0;
        IEnumerable<Dependency> next = _graph.From(node).ToArray().Concat(_aside[node])
            .Where(dependency => ++looked > 0 && _distance.ContainsKey(dependency.To) && !_onPath.Contains(dependency.To) && _mayPass(dependency))
            .Distinct()
            .OrderBy(dependency => _distance[dependency.To]);
        foreach (Dependency dependency in next)
        {
            _budget.Take(looked);
            looked = 0;
            if (_found.Count >= MostPaths || (_budget.IsSpent && _found.Count > 0) || ++_steps > MostSteps || _path.Count >= LongestPath)
            {
                _isCut = true;
                break;
            }

            _path.Add(dependency);
            if (dependency.To == _goal)
            {
                _found.Add([.. _path]);
            }
            else
            {
                Walk(dependency.To);
            }

            _path.RemoveAt(_path.Count - 1);
        }

        _onPath.Remove(node);
    }
}
