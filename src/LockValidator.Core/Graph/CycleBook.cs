namespace LockValidator;

/// <summary>The cycles that were found harmless so far. All members are for callers that hold the checker's lock.</summary>
internal sealed class CycleBook
{
    private readonly Dictionary<string, OpenCycle> _open = [];

    public bool IsEmpty => _open.Count == 0;

    public IReadOnlyList<OpenCycle> All => [.. _open.Values];

    public OpenCycle? Find(IReadOnlyList<Dependency> path) => _open.GetValueOrDefault(KeyOf(path));

    public OpenCycle Add(IReadOnlyList<Dependency> path)
    {
        var added = new OpenCycle(path);
        _open[KeyOf(path)] = added;
        foreach (Dependency dependency in path)
        {
            dependency.Row.IsWatched = true;
        }

        return added;
    }

    /// <summary>Dependencies were removed: whatever of it is gone, the cycle is no more.</summary>
    public void Forget()
    {
        foreach ((string key, OpenCycle cycle) in _open.ToArray())
        {
            if (cycle.Path.Any(static dependency => !dependency.Exists))
            {
                _open.Remove(key);
            }
        }
    }

    /// <summary>A cycle has no first class: it is read from the one with the lowest number.</summary>
    private static string KeyOf(IReadOnlyList<Dependency> path)
    {
        int first = 0;
        for (int i = 1; i < path.Count; i++)
        {
            first = path[i].From.Index < path[first].From.Index ? i : first;
        }

        return string.Join(' ', Enumerable.Range(0, path.Count).Select(i => path[(first + i) % path.Count].From.Index));
    }
}
