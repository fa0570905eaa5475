namespace LockValidator.Conformance.Tests;

/// <summary>A directed graph that is searched from scratch each time it is asked.</summary>
internal sealed class NaiveOrder
{
    private readonly Dictionary<int, HashSet<int>> _next = [];

    public void Add(int from, int to)
    {
        if (!_next.TryGetValue(from, out HashSet<int>? heads))
        {
            _next.Add(from, heads = []);
        }

        heads.Add(to);
    }

    public void Remove(int node)
    {
        _next.Remove(node);
        foreach (HashSet<int> heads in _next.Values)
        {
            heads.Remove(node);
        }
    }

    public bool Reaches(int from, int to) => Reaches(from, to, node => _next.GetValueOrDefault(node) ?? []);

    public static bool Reaches<T>(T from, T to, Func<T, IEnumerable<T>> next)
        where T : notnull
    {
        var seen = new HashSet<T> { from };
        var open = new Queue<T>(seen);
        while (open.TryDequeue(out T? at))
        {
            if (at.Equals(to))
            {
                return true;
            }

            foreach (T head in next(at).Where(seen.Add))
            {
                open.Enqueue(head);
            }
        }

        return false;
    }
}
