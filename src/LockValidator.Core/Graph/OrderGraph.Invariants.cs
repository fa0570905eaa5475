namespace LockValidator;

internal sealed partial class OrderGraph
{
    /// <summary>Checks what the remarks promise; for tests. O(nodes + edges).</summary>
    /// <exception cref="InvalidOperationException">An invariant is broken.</exception>
    public void CheckInvariants()
    {
        _order.CheckInvariants();
        int listedFrom = 0;
        int listedTo = 0;
        for (int node = 0; node < _order.Limit; node++)
        {
            bool live = _order[node].FirstFrom != Removed;
            Check(live == _order.Contains(node), node, "the nodes of the order must be the live nodes");
            if (live)
            {
                listedFrom += CheckFrom(node);
                listedTo += CheckTo(node);
            }
        }

        Check(listedFrom == EdgeCount && listedTo == EdgeCount, None, "each edge must be in two lists, once in each");
        int liveEdges = 0;
        for (int edge = 0; edge < _edges.Count; edge++)
        {
            liveEdges += _edges[edge].From != Removed ? 1 : 0;
        }

        Check(liveEdges == EdgeCount, None, "EdgeCount must count the live edges");
    }

    private int CheckFrom(int node)
    {
        int count = 0;
        foreach (int edge in EdgesFrom(node))
        {
            Check(_edges[edge].From == node, node, "an edge must be in the list of its start");
            Check(Contains(_edges[edge].To), node, "an edge must lead to a live node");
            Check(IsBefore(node, _edges[edge].To), node, "an edge must lead from a smaller to a larger label");
            Check(++count <= EdgeCount, node, "a list must end");
        }

        return count;
    }

    private int CheckTo(int node)
    {
        int count = 0;
        foreach (int edge in EdgesTo(node))
        {
            Check(_edges[edge].To == node, node, "an edge must be in the list of its end");
            Check(++count <= EdgeCount, node, "a list must end");
        }

        return count;
    }

    private static void Check(bool holds, int node, string invariant)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"At node {node}: {invariant}.");
        }
    }
}
