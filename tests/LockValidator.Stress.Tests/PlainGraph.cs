namespace LockValidator.Stress.Tests;

/// <summary>The simplest graph there is, to compare with.</summary>
internal sealed class PlainGraph(IEnumerable<(string From, string To)> edges)
{
    private readonly ILookup<string, string> _next = edges.ToLookup(static e => e.From, static e => e.To);

    public bool Reaches(string from, string to)
    {
        var seen = new HashSet<string>();
        var pending = new Stack<string>([from]);
        while (pending.TryPop(out string? node))
        {
            if (node == to)
            {
                return true;
            }

            if (seen.Add(node))
            {
                foreach (string next in _next[node])
                {
                    pending.Push(next);
                }
            }
        }

        return false;
    }

    public bool HasCycle() => _next.Any(group => group.Any(next => Reaches(next, group.Key)));
}
