namespace LockValidator.Core.Tests;

/// <summary>What <see cref="OrderGraph"/> should do, in the plainest way: sets of neighbours and a depth-first walk.</summary>
internal sealed class NaiveGraph
{
    private readonly SortedDictionary<int, SortedSet<int>> _successors = [];

    public IReadOnlyCollection<int> Nodes => _successors.Keys;

    public IEnumerable<(int From, int To)> Edges => _successors.SelectMany(pair => pair.Value.Select(to => (pair.Key, to)));

    public void AddNode(int node) => _successors.Add(node, []);

    public void Remove(int node)
    {
        _successors.Remove(node);
        foreach (SortedSet<int> successors in _successors.Values)
        {
            successors.Remove(node);
        }
    }

    public void Split(int node, int upper)
    {
        _successors.Add(upper, _successors[node]);
        _successors[node] = [upper];
    }

    public bool Contains(int from, int to) => _successors[from].Contains(to);

    public void Add(int from, int to) => _successors[from].Add(to);

    public void RemoveEdge(int from, int to) => _successors[from].Remove(to);

    public bool Reaches(int from, int to)
    {
        HashSet<int> seen = [];
        Stack<int> open = new([from]);
        while (open.TryPop(out int node))
        {
            if (node == to)
            {
                return true;
            }

            if (seen.Add(node))
            {
                foreach (int successor in _successors[node])
                {
                    open.Push(successor);
                }
            }
        }

        return false;
    }
}
