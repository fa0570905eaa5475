namespace LockValidator;

// An edge that agrees with the order is accepted by comparing two labels. For any other, from -> to with "to" standing
// first, only nodes between the two matter: what "to" reaches lies after it, what reaches "from" lies before that. Two
// walks, forward from "to" and backward from "from", take one edge each in turn. If one meets a node of the other there
// is a path to -> ... -> from, and the edge would close it. If one runs out, its nodes are all there are on that side;
// they move past the other end of the new edge and the other side stays where it is. So the work is about twice that of
// the smaller side, and a chain learnt from its tail costs no more than one learnt from its head.
internal sealed partial class OrderGraph
{
    private readonly ChunkedArray<int> _forward = new();
    private readonly ChunkedArray<int> _backward = new();
    private long _stamp;

    /// <summary>Edges that the last <see cref="TryAdd"/> looked at.</summary>
    public int LastVisits { get; private set; }

    /// <summary>Edges that all calls of <see cref="TryAdd"/> looked at.</summary>
    public long TotalVisits { get; private set; }

    /// <summary>Nodes that the last <see cref="TryAdd"/> moved.</summary>
    public int LastMoves { get; private set; }

    /// <summary>Labels of other nodes that the last <see cref="TryAdd"/> rewrote to make room.</summary>
    public int LastRelabels { get; private set; }

    /// <summary>Labels rewritten to make room since the graph was made.</summary>
    public long TotalRelabels => _order.TotalRelabels;

    // False if "to" reaches "from". Otherwise "from" stands before "to" afterwards.
    private bool TryReorder(int from, int to)
    {
        Outcome outcome = Search(from, to);
        TotalVisits += LastVisits;
        switch (outcome)
        {
            case Outcome.Cycle:
                return false;
            case Outcome.ForwardDone:
                LastMoves = _forward.Count;
                _order.MoveAllAfter(_forward, from);
                break;
            default:
                LastMoves = _backward.Count;
                _order.MoveAllBefore(_backward, to);
                break;
        }

        LastRelabels = _order.LastRelabels;
        return true;
    }

    private Outcome Search(int from, int to)
    {
        long low = _order.Label(to);
        long high = _order.Label(from);
        long forwardMark = ++_stamp;
        long backwardMark = ++_stamp;
        Start(_forward, to, forwardMark);
        Start(_backward, from, backwardMark);

        int forwardAt = 0;
        int backwardAt = 0;
        int forwardEdge = _nodes[to].FirstFrom;
        int backwardEdge = _nodes[from].FirstTo;
        while (true)
        {
            while (forwardEdge == None)
            {
                if (++forwardAt == _forward.Count)
                {
                    return Outcome.ForwardDone;
                }

                forwardEdge = _nodes[_forward[forwardAt]].FirstFrom;
            }

            while (backwardEdge == None)
            {
                if (++backwardAt == _backward.Count)
                {
                    return Outcome.BackwardDone;
                }

                backwardEdge = _nodes[_backward[backwardAt]].FirstTo;
            }

            LastVisits++;
            ref Edge leaving = ref _edges[forwardEdge];
            ref Node next = ref _nodes[leaving.To];
            forwardEdge = leaving.NextFrom;
            if (next.Mark == backwardMark)
            {
                return Outcome.Cycle;
            }

            if (next.Mark != forwardMark && _order.Label(leaving.To) < high)
            {
                next.Mark = forwardMark;
                _forward.Add(leaving.To);
            }

            LastVisits++;
            ref Edge arriving = ref _edges[backwardEdge];
            ref Node previous = ref _nodes[arriving.From];
            backwardEdge = arriving.NextTo;
            if (previous.Mark == forwardMark)
            {
                return Outcome.Cycle;
            }

            if (previous.Mark != backwardMark && _order.Label(arriving.From) > low)
            {
                previous.Mark = backwardMark;
                _backward.Add(arriving.From);
            }
        }
    }

    private void Start(ChunkedArray<int> side, int node, long mark)
    {
        side.Clear();
        side.Add(node);
        _nodes[node].Mark = mark;
    }

    private enum Outcome
    {
        Cycle,
        ForwardDone,
        BackwardDone,
    }
}
