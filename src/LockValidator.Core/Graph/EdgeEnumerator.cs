namespace LockValidator;

/// <summary>The edges that leave a node or arrive at it, newest first, as edge numbers; allocates nothing.</summary>
/// <remarks>The edge just given may be removed while the walk goes on; no other change of this node's edges is allowed.</remarks>
internal struct EdgeEnumerator
{
    private readonly OrderGraph _graph;
    private readonly bool _outgoing;
    private int _next;

    /// <summary>Starts before an edge.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="first">The first edge, or <see cref="OrderGraph.None"/>.</param>
    /// <param name="outgoing">True to follow the list of the edge's start, false for that of its end.</param>
    public EdgeEnumerator(OrderGraph graph, int first, bool outgoing)
    {
        _graph = graph;
        _outgoing = outgoing;
        _next = first;
        Current = OrderGraph.None;
    }

    /// <summary>The edge.</summary>
    public int Current { get; private set; }

    /// <summary>Goes to the next edge; false at the end.</summary>
    public bool MoveNext()
    {
        if (_next == OrderGraph.None)
        {
            return false;
        }

        Current = _next;
        _next = _outgoing ? _graph.NextFrom(_next) : _graph.NextTo(_next);
        return true;
    }

    /// <summary>This walk itself, for <c>foreach</c>.</summary>
    public readonly EdgeEnumerator GetEnumerator() => this;
}
