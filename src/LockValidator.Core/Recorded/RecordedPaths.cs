namespace LockValidator;

/// <summary>Ways from one class to another, shortest first, over all orders that a judgement may pass: as <see cref="CyclePaths"/> for a live graph, and as bounded.</summary>
internal sealed class RecordedPaths(GraphStore store, IEnumerable<int> edges)
{
    private const int MostPaths = 16, MostSteps = 1024, LongestPath = 256;

    private readonly ILookup<int, int> _out = edges.ToLookup(edge => store.Edges[edge].From);
    private readonly ILookup<int, int> _in = edges.ToLookup(edge => store.Edges[edge].To);

    /// <param name="start">Where they start.</param>
    /// <param name="goal">Where they end.</param>
    /// <param name="mayPass">Over which orders.</param>
    /// <param name="isCut">Whether there may be more.</param>
    public IReadOnlyList<IReadOnlyList<int>> Between(int start, int goal, Func<int, bool> mayPass, out bool isCut)
    {
        var found = new List<IReadOnlyList<int>>();
        Dictionary<int, int> distance = Distances(start, goal, mayPass);
        isCut = false;
        if (start != goal && distance.ContainsKey(start))
        {
            int steps = 0;
            isCut = Walk(start, goal, mayPass, distance, [], [], found, ref steps);
        }

        return found;
    }

    /// <summary>How far each class is from the goal.</summary>
    private Dictionary<int, int> Distances(int start, int goal, Func<int, bool> mayPass)
    {
        var distance = new Dictionary<int, int> { [goal] = 0 };
        var queue = new Queue<int>([goal]);
        while (queue.TryDequeue(out int type))
        {
            foreach (int edge in _in[type])
            {
                int from = store.Edges[edge].From;
                if (mayPass(edge) && distance.TryAdd(from, distance[type] + 1) && from != start)
                {
                    queue.Enqueue(from);
                }
            }
        }

        return distance;
    }

    /// <returns>Whether it was broken off.</returns>
    private bool Walk(
        int type, int goal, Func<int, bool> mayPass, Dictionary<int, int> distance, List<int> path, HashSet<int> onPath, List<IReadOnlyList<int>> found, ref int steps)
    {
        bool isCut = false;
        onPath.Add(type);
        foreach (int edge in _out[type].Where(edge => mayPass(edge) && distance.ContainsKey(store.Edges[edge].To) && !onPath.Contains(store.Edges[edge].To)).OrderBy(edge => distance[store.Edges[edge].To]))
        {
            if (found.Count >= MostPaths || ++steps > MostSteps || path.Count >= LongestPath)
            {
                isCut = true;
                break;
            }

            path.Add(edge);
            if (store.Edges[edge].To == goal)
            {
                found.Add([.. path]);
            }
            else
            {
                isCut |= Walk(store.Edges[edge].To, goal, mayPass, distance, path, onPath, found, ref steps);
            }

            path.RemoveAt(path.Count - 1);
        }

        onPath.Remove(type);
        return isCut;
    }
}
