namespace LockValidator;

/// <summary>One search for ways between two classes: those of one step, then those of two, and so on.</summary>
/// <remarks>
/// How far classes are from the goal is found out only as far as ways of the length in question need it, and never over more orders than allowed: among millions
/// there are enough short ways, and nobody has to look at all.
/// </remarks>
internal sealed class RecordedPathSearch(GraphStore store, ILookup<int, int> outOf, ILookup<int, int> into, Func<int, bool> mayPass, int start, int goal)
{
    private const int MostPaths = 16, MostSteps = 4096, LongestPath = 256;

    private readonly Dictionary<int, int> _distance = new() { [goal] = 0 };
    private readonly List<IReadOnlyList<int>> _found = [];
    private readonly List<int> _path = [];
    private readonly HashSet<int> _onPath = [];
    private List<int> _farthest = [goal];
    private int _steps, _ordersLeft;

    private bool IsEnough => _found.Count >= MostPaths || _steps > MostSteps || _ordersLeft < 0;

    public IReadOnlyList<IReadOnlyList<int>> Find(ref int orders, out bool isCut)
    {
        _ordersLeft = orders;
        int length = 1;
        Walk(start, length);
        while (++length <= LongestPath && !IsEnough && !IsAll(length - 1))
        {
            Extend();
            Walk(start, length);
        }

        orders = Math.Max(0, _ordersLeft);
        isCut = IsEnough || length > LongestPath;
        return _found;
    }

    /// <summary>All that lead to the goal are known, and no way goes through one of them twice.</summary>
    private bool IsAll(int length) => _farthest.Count == 0 && (!_distance.ContainsKey(start) || length >= _distance.Count - 1);

    /// <summary>Finds how far those are from the goal that are one step farther than all before.</summary>
    private void Extend()
    {
        var next = new List<int>();
        foreach (int edge in _farthest.SelectMany(type => into[type]))
        {
            EdgeEntry entry = store.Edges[edge];
            if (--_ordersLeft < 0)
            {
                break;
            }

            if (!_distance.ContainsKey(entry.From) && mayPass(edge))
            {
                _distance.Add(entry.From, _distance[entry.To] + 1);
                if (entry.From != start)
                {
                    next.Add(entry.From);
                }
            }
        }

        _farthest = next;
    }

    /// <summary>Follows the ways of exactly so many more steps.</summary>
    private void Walk(int type, int left)
    {
        _onPath.Add(type);
        foreach (int edge in outOf[type])
        {
            int to = store.Edges[edge].To;
            if (!_distance.TryGetValue(to, out int distance) || distance >= left || (to == goal) != (left == 1) || _onPath.Contains(to) || !mayPass(edge))
            {
                continue;
            }

            _steps++;
            _path.Add(edge);
            if (left == 1)
            {
                _found.Add([.. _path]);
            }
            else
            {
                Walk(to, left - 1);
            }

            _path.RemoveAt(_path.Count - 1);
            if (_found.Count >= MostPaths || _steps > MostSteps)
            {
                break;
            }
        }

        _onPath.Remove(type);
    }
}
