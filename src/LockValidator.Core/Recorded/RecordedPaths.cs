namespace LockValidator;

/// <summary>Ways from one class to another, shortest first, over all orders that a judgement may pass: as <see cref="CyclePaths"/> for a live graph, and as bounded.</summary>
internal sealed class RecordedPaths(GraphStore store, IEnumerable<int> edges)
{
    private readonly ILookup<int, int> _out = edges.ToLookup(edge => store.Edges[edge].From);
    private readonly ILookup<int, int> _in = edges.ToLookup(edge => store.Edges[edge].To);

    /// <param name="start">Where they start.</param>
    /// <param name="goal">Where they end.</param>
    /// <param name="mayPass">Over which orders.</param>
    /// <param name="orders">How many orders may be looked at; those that were are taken off.</param>
    /// <param name="isCut">Whether there may be more.</param>
    public IReadOnlyList<IReadOnlyList<int>> Between(int start, int goal, Func<int, bool> mayPass, ref int orders, out bool isCut)
    {
        isCut = false;
        return start == goal ? [] : new RecordedPathSearch(store, _out, _in, mayPass, start, goal).Find(ref orders, out isCut);
    }
}
