namespace LockValidator;

/// <summary>
/// The paths from one class to another, shortest ways first, also over dependencies that stand beside the order because their cycle is
/// harmless so far: these must not hide another cycle. Bounded: the first ones are enough to judge by.
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
    private int _steps;
    private bool _isCut;

    private CyclePaths(DependencyGraph graph, ClassNode goal, Func<Dependency, bool> mayPass)
    {
        (_graph, _goal, _mayPass) = (graph, goal, mayPass);
        List<Dependency> aside = [.. graph.Refused.Where(static dependency => dependency.Finding is { FailsBuilds: false })];
        _aside = aside.ToLookup(static dependency => dependency.From);
        Measure(aside.ToLookup(static dependency => dependency.To));
    }

    /// <param name="graph">The graph.</param>
    /// <param name="start">Where they start.</param>
    /// <param name="goal">Where they end.</param>
    /// <param name="mayPass">Over which dependencies.</param>
    /// <param name="isCut">Whether there may be more.</param>
    public static IReadOnlyList<IReadOnlyList<Dependency>> Between(DependencyGraph graph, ClassNode start, ClassNode goal, Func<Dependency, bool> mayPass, out bool isCut)
    {
        var paths = new CyclePaths(graph, goal, mayPass);
        if (start != goal && paths._distance.ContainsKey(start))
        {
            paths.Walk(start);
        }

        isCut = paths._isCut;
        return paths._found;
    }

    /// <summary>How far each class is from the goal.</summary>
    private void Measure(ILookup<ClassNode, Dependency> asideTo)
    {
        var queue = new Queue<ClassNode>([_goal]);
        _distance[_goal] = 0;
        while (queue.TryDequeue(out ClassNode? node))
        {
            foreach (Dependency dependency in _graph.To(node).ToArray().Concat(asideTo[node]))
            {
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
        IEnumerable<Dependency> next = _graph.From(node).ToArray().Concat(_aside[node])
            .Where(dependency => _distance.ContainsKey(dependency.To) && !_onPath.Contains(dependency.To) && _mayPass(dependency))
            .Distinct()
            .OrderBy(dependency => _distance[dependency.To]);
        foreach (Dependency dependency in next)
        {
            if (_found.Count >= MostPaths || ++_steps > MostSteps || _path.Count >= LongestPath)
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
