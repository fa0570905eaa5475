using System.Diagnostics;

namespace LockValidator;

/// <summary>A directed graph that stays free of cycles and keeps its nodes in a topological order while edges come and go.</summary>
/// <remarks>
/// Not thread-safe: the caller holds the lock. Nodes and edges are numbers, reused after removal. Nothing recurses and
/// nothing is allocated but for growth, which is by chunks. Cost in bytes: 28 a node, 16 an edge.
/// Invariants (<see cref="CheckInvariants"/>): every edge leads from a smaller to a larger label, so there is no cycle;
/// each edge is in the list of its start and in that of its end, once; the nodes of the order are the live nodes.
/// </remarks>
internal sealed partial class OrderGraph
{
    /// <summary>No edge and no node.</summary>
    public const int None = -1;

    private const int Removed = -2;

    private readonly OrderList<Node> _order = new();
    private readonly ChunkedArray<Edge> _edges = new();
    private int _freeNode = None;
    private int _freeEdge = None;

    /// <summary>The number of live nodes.</summary>
    public int NodeCount => _order.Count;

    /// <summary>The highest node ever + 1: the length of an array indexed by node.</summary>
    public int NodeLimit => _order.Limit;

    /// <summary>The number of live edges.</summary>
    public int EdgeCount { get; private set; }

    /// <summary>The highest edge ever + 1: the length of an array indexed by edge.</summary>
    public int EdgeLimit => _edges.Count;

    /// <summary>Adds a node at the end of the order. O(1).</summary>
    /// <returns>Its number; that of a removed node if there is one.</returns>
    public int AddNode()
    {
        int node = NewNode();
        _order.InsertLast(node);
        _order[node] = new Node { FirstFrom = None, FirstTo = None };
        return node;
    }

    /// <summary>Makes one node two, with an edge between them: all that led to it still does, all that left it leaves the new one. O(edges that leave it).</summary>
    /// <param name="node">A live node.</param>
    /// <returns>The new node, directly behind the other in the order.</returns>
    public int Split(int node)
    {
        int upper = NewNode();
        _order.InsertAfter(upper, node);
        _order[upper] = new Node { FirstFrom = _order[node].FirstFrom, FirstTo = None };
        foreach (int edge in EdgesFrom(node))
        {
            _edges[edge].From = upper;
        }

        _order[node].FirstFrom = None;
        Link(node, upper);
        return upper;
    }

    /// <summary>Removes a node with its edges; the order of the others stays. O(its edges).</summary>
    /// <param name="node">A live node.</param>
    public void Remove(int node)
    {
        foreach (int edge in EdgesFrom(node))
        {
            RemoveEdge(edge);
        }

        foreach (int edge in EdgesTo(node))
        {
            RemoveEdge(edge);
        }

        _order.Remove(node);
        _order[node] = new Node { FirstFrom = Removed, FirstTo = _freeNode };
        _freeNode = node;
    }

    /// <summary>A node will be looked at.</summary>
    /// <param name="node">A live node.</param>
    public void LookAhead(int node) => Ahead.Of(ref _order[node]);

    /// <summary>Says whether a number is that of a live node.</summary>
    /// <param name="node">Any number from 0.</param>
    public bool Contains(int node) => _order.Contains(node);

    /// <summary>Says which of two nodes comes first. A node can reach only nodes that come after it. O(1).</summary>
    /// <param name="node">A live node.</param>
    /// <param name="other">A live node.</param>
    public bool IsBefore(int node, int other) => _order.Label(node) < _order.Label(other);

    /// <summary>Adds an edge, unless it would close a cycle. Amortised well below 1 us; see the other file.</summary>
    /// <param name="from">A live node.</param>
    /// <param name="to">A live node; there must not yet be an edge between the two in this direction.</param>
    /// <param name="edge">The number of the new edge, <see cref="None"/> if refused.</param>
    /// <returns>False, and nothing has changed, if <paramref name="to"/> is or reaches <paramref name="from"/>.</returns>
    public bool TryAdd(int from, int to, out int edge)
    {
        Debug.Assert(Contains(from) && Contains(to), "Both ends must be live.");
        LastVisits = 0;
        LastMoves = 0;
        LastRelabels = 0;
        if (from == to || (!IsBefore(from, to) && !TryReorder(from, to)))
        {
            edge = None;
            return false;
        }

        edge = Link(from, to);
        return true;
    }

    /// <summary>Removes an edge; the order stays. O(edges of its two nodes): edges come far more often than they go, and links back would cost each one 8 bytes.</summary>
    /// <param name="edge">A live edge.</param>
    public void RemoveEdge(int edge)
    {
        Debug.Assert(_edges[edge].From != Removed, "The edge must be live.");
        ref int from = ref _order[_edges[edge].From].FirstFrom;
        while (from != edge)
        {
            from = ref _edges[from].NextFrom;
        }

        from = _edges[edge].NextFrom;
        ref int to = ref _order[_edges[edge].To].FirstTo;
        while (to != edge)
        {
            to = ref _edges[to].NextTo;
        }

        to = _edges[edge].NextTo;
        _edges[edge] = new Edge(Removed, None, _freeEdge, None);
        _freeEdge = edge;
        EdgeCount--;
    }

    /// <summary>The node an edge leaves.</summary>
    /// <param name="edge">A live edge.</param>
    public int From(int edge) => _edges[edge].From;

    /// <summary>The node an edge arrives at.</summary>
    /// <param name="edge">A live edge.</param>
    public int To(int edge) => _edges[edge].To;

    /// <summary>The caller's mark on an edge; false for a new one. The graph itself does not look at it.</summary>
    /// <param name="edge">A live edge.</param>
    public bool IsQuiet(int edge) => _edges[edge].Quiet;

    /// <summary>Sets or clears the caller's mark.</summary>
    /// <param name="edge">A live edge.</param>
    /// <param name="value">The mark.</param>
    public void SetQuiet(int edge, bool value = true) => _edges[edge].Quiet = value;

    /// <summary>The edges that leave a node, newest first.</summary>
    /// <param name="node">A live node.</param>
    public EdgeEnumerator EdgesFrom(int node) => new(this, _order[node].FirstFrom, outgoing: true);

    /// <summary>The edges that arrive at a node, newest first.</summary>
    /// <param name="node">A live node.</param>
    public EdgeEnumerator EdgesTo(int node) => new(this, _order[node].FirstTo, outgoing: false);

    /// <summary>The next older edge with the same start, or <see cref="None"/>.</summary>
    /// <param name="edge">A live edge.</param>
    public int NextFrom(int edge) => _edges[edge].NextFrom;

    /// <summary>The next older edge with the same end, or <see cref="None"/>.</summary>
    /// <param name="edge">A live edge.</param>
    public int NextTo(int edge) => _edges[edge].NextTo;

    private int NewNode()
    {
        int node = _freeNode;
        if (node == None)
        {
            return _order.Limit;
        }

        _freeNode = _order[node].FirstTo;
        return node;
    }

    private int Link(int from, int to)
    {
        int edge = _freeEdge;
        if (edge == None)
        {
            edge = _edges.Count;
            _edges.Add(default);
        }
        else
        {
            _freeEdge = _edges[edge].NextFrom;
        }

        ref Node tail = ref _order[from];
        ref Node head = ref _order[to];
        _edges[edge] = new Edge(from, to, tail.FirstFrom, head.FirstTo);
        tail.FirstFrom = edge;
        head.FirstTo = edge;
        EdgeCount++;
        return edge;
    }

    // FirstFrom is Removed in a free node, FirstTo then the next free one. A mark says which side of which search met it.
    private struct Node
    {
        public int FirstFrom;
        public int FirstTo;
        public uint Mark;
    }

    // From is Removed in a free edge, NextFrom then the next free one. The lists are linked one way.
    private struct Edge(int from, int to, int nextFrom, int nextTo)
    {
        private const int QuietBit = int.MinValue;

        private int _to = to;

        public int From = from;
        public int NextFrom = nextFrom;
        public int NextTo = nextTo;

        public readonly int To => _to & ~QuietBit;

        public bool Quiet
        {
            readonly get => (_to & QuietBit) != 0;
            set => _to = value ? _to | QuietBit : To;
        }
    }
}
