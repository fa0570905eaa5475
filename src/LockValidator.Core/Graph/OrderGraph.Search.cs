namespace LockValidator;

// An edge that agrees with the order is accepted by comparing two labels. For any other, from -> to with "to" standing
// first, only nodes between the two matter: what "to" reaches lies after it, what reaches "from" lies before that. Two
// walks, forward from "to" and backward from "from", take one edge each in turn: the forward one of the first node in the
// order that it has met and not finished with, the backward one of the last. If one meets a node of the other there is a
// path to -> ... -> from, and the edge would close it. Once the first open node of the forward walk stands behind the last
// of the backward one they can never meet. Then the nodes met are put right around the place where the walks passed each
// other. Walking in order is what keeps single insertions short: nodes beyond that place are never looked at.
// (Haeupler, Kavitha, Mathew, Sen, Tarjan 2012: two-way search in topological order. O(m^1/2) edges an insertion, amortised.)
internal sealed partial class OrderGraph
{
    private readonly ChunkedArray<int> _forward = new();
    private readonly ChunkedArray<int> _backward = new();
    private readonly OpenNodes _openForward = new();
    private readonly OpenNodes _openBackward = new();
    private uint _stamp;

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
        bool passed = Search(from, to);
        TotalVisits += LastVisits;
        if (passed)
        {
            Rearrange(from);
        }

        return passed;
    }

    // False if the walks meet.
    private bool Search(int from, int to)
    {
        long low = _order.Label(to);
        long high = _order.Label(from);
        (uint forwardMark, uint backwardMark) = NewMarks();
        Start(_forward, _openForward);
        Start(_backward, _openBackward);
        MeetForward(to, low, forwardMark);
        MeetBackward(from, high, backwardMark);
        while (!_openForward.IsEmpty && !_openBackward.IsEmpty && _openForward.Top.Rank < -_openBackward.Top.Rank)
        {
            LastVisits++;
            int reached = _edges[_openForward.Top.Edge].To;
            Advance(_openForward, _edges[_openForward.Top.Edge].NextFrom);
            if (_order[reached].Mark == backwardMark)
            {
                return false;
            }

            if (_order[reached].Mark != forwardMark && _order.Label(reached) is var rank && rank < high)
            {
                MeetForward(reached, rank, forwardMark);
            }

            LastVisits++;
            int reaching = _edges[_openBackward.Top.Edge].From;
            Advance(_openBackward, _edges[_openBackward.Top.Edge].NextTo);
            if (_order[reaching].Mark == forwardMark)
            {
                return false;
            }

            if (_order[reaching].Mark != backwardMark && _order.Label(reaching) is var place && place > low)
            {
                MeetBackward(reaching, place, backwardMark);
            }
        }

        return true;
    }

    // Of the nodes that the forward walk has finished with, those before the first that it has not (or else before "from") must stand
    // behind the nodes of the backward walk; of these, those behind that one must stand before it. All keep their order among themselves.
    private void Rearrange(int from)
    {
        int pivot = _openForward.IsEmpty || _openForward.Top.Rank > _order.Label(from) ? from : _openForward.Top.Node;
        long rank = _order.Label(pivot);
        int first = Keep(_forward, rank, before: true);
        if (pivot == from)
        {
            LastMoves = _forward.Count;
            _order.MoveAllAfter(_forward, from);
            LastRelabels = _order.LastRelabels;
            return;
        }

        Keep(_backward, rank, before: false);
        LastMoves = _forward.Count + _backward.Count;
        if (_forward.Count > 0)
        {
            _order.MoveAllBefore(_forward, pivot);
            LastRelabels = _order.LastRelabels;
        }

        _order.MoveAllBefore(_backward, first == None ? pivot : first);
        LastRelabels += _order.LastRelabels;
    }

    // Keeps the nodes before, or after, a place; gives the first of them.
    private int Keep(ChunkedArray<int> nodes, long rank, bool before)
    {
        int kept = 0;
        int first = None;
        long lowest = long.MaxValue;
        for (int i = 0; i < nodes.Count; i++)
        {
            int node = nodes[i];
            long label = _order.Label(node);
            if (label == rank || label < rank != before)
            {
                continue;
            }

            nodes[kept++] = node;
            if (label < lowest)
            {
                (lowest, first) = (label, node);
            }
        }

        nodes.Truncate(kept);
        return first;
    }

    // Of each search its own, so that none has to be taken away; once in two billion searches all are.
    private (uint Forward, uint Backward) NewMarks()
    {
        if (_stamp > uint.MaxValue - 2)
        {
            _stamp = 0;
            for (int node = 0; node < _order.Limit; node++)
            {
                _order[node].Mark = 0;
            }
        }

        return (++_stamp, ++_stamp);
    }

    private static void Start(ChunkedArray<int> met, OpenNodes open)
    {
        met.Clear();
        open.Clear();
    }

    private void MeetForward(int node, long rank, uint mark)
    {
        _order[node].Mark = mark;
        _forward.Add(node);
        if (_order[node].FirstFrom != None)
        {
            _openForward.Add(rank, node, _order[node].FirstFrom);
        }
    }

    private void MeetBackward(int node, long rank, uint mark)
    {
        _order[node].Mark = mark;
        _backward.Add(node);
        if (_order[node].FirstTo != None)
        {
            _openBackward.Add(-rank, node, _order[node].FirstTo);
        }
    }

    private static void Advance(OpenNodes open, int next)
    {
        if (next == None)
        {
            open.RemoveTop();
        }
        else
        {
            open.SetTopEdge(next);
        }
    }
}
