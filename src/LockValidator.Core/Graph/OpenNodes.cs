namespace LockValidator;

/// <summary>The nodes that one walk of a search has met and not finished with, each with its next edge; the one of lowest rank on top. A binary heap.</summary>
internal sealed class OpenNodes
{
    private readonly ChunkedArray<Open> _heap = new();

    public bool IsEmpty => _heap.Count == 0;

    /// <summary>The node of lowest rank; there must be one.</summary>
    public ref readonly Open Top => ref _heap[0];

    public void Clear() => _heap.Clear();

    public void SetTopEdge(int edge) => _heap[0].Edge = edge;

    public void Add(long rank, int node, int edge)
    {
        var added = new Open { Rank = rank, Node = node, Edge = edge };
        _heap.Add(added);
        int at = _heap.Count - 1;
        for (int parent = (at - 1) / 2; at > 0 && _heap[parent].Rank > rank; at = parent, parent = (at - 1) / 2)
        {
            _heap[at] = _heap[parent];
        }

        _heap[at] = added;
    }

    public void RemoveTop()
    {
        int last = _heap.Count - 1;
        Open moved = _heap[last];
        _heap.Truncate(last);
        int at = 0;
        while (true)
        {
            int child = (2 * at) + 1;
            if (child >= last)
            {
                break;
            }

            child += child + 1 < last && _heap[child + 1].Rank < _heap[child].Rank ? 1 : 0;
            if (_heap[child].Rank >= moved.Rank)
            {
                break;
            }

            _heap[at] = _heap[child];
            at = child;
        }

        if (last > 0)
        {
            _heap[at] = moved;
        }
    }

    public struct Open
    {
        public long Rank;
        public int Node;
        public int Edge;
    }
}
