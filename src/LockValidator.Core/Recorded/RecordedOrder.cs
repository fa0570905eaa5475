using System.Collections;

namespace LockValidator;

/// <summary>Puts the orders that lie on cycles into an order graph one by one: those that it refuses contradict the others.</summary>
/// <remarks>
/// In canonical order, so that the same graph gives the same findings: first what was declared, then what runs had in their order (where nothing was
/// declared, those first that keep the row of <see cref="MajorityOrder"/>), then what some run refused, and what is about waits last. So a run that is
/// judged by itself refuses what it refused when it was live, and an order of locks never gives way to one of a wait.
/// </remarks>
internal sealed class RecordedOrder
{
    private const ulong KindBits = 15;
    private const int GroupShift = 62;

    private readonly GraphStore _store;
    private readonly OrderGraph _order = new();
    private readonly Dictionary<int, int> _nodes = [];

    // By the number of an edge in the order what it stands for; None: that an exclusive holder is a holder.
    private readonly List<int> _edgeOf = [];
    private readonly BitArray _accepted;
    private readonly List<int> _parents = [];
    private readonly int _most;
    private int[] _visits = [];
    private int _visit;

    public RecordedOrder(GraphStore store, EdgeOfKind[] orders, int most = int.MaxValue)
    {
        (_store, _most) = (store, most);
        _accepted = new BitArray(store.Edges.Count);
        int[] ranks = CanonicalOrder.Ranks(store);

        // There can be millions: each is one number, and they are sorted in place.
        ulong[] keys = new ulong[orders.Length];
        int[] edges = new int[orders.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            (edges[i], keys[i]) = (orders[i].Edge, KeyOf(orders[i].Edge, orders[i].Kind, ranks));
        }

        Array.Sort(keys, edges);
        int refused = Array.FindIndex(keys, static key => GroupOf(key) > Group.Seen) is >= 0 and var first ? first : keys.Length;
        if (GroupOf(keys[0]) == Group.Declared)
        {
            // Comes before all others: nothing is lined up.
            AddAll(edges.AsSpan(0, refused), keys, static _ => true);
        }
        else
        {
            int[] places = LineUp(edges.AsMemory(0, refused), ranks);
            AddAll(edges.AsSpan(0, refused), keys, edge => !IsAgainst(places, edge));
            AddAll(edges.AsSpan(0, refused), keys, edge => IsAgainst(places, edge));
        }

        AddAll(edges.AsSpan(refused), keys.AsSpan(refused), static _ => true);
    }

    private enum Group : ulong
    {
        Declared,
        Seen,
        Refused,
        Wait,
    }

    /// <summary>
    /// Makes the nodes in the row that most orders keep: then these go into the order without any search, however many they are, and what runs against
    /// them comes after them.
    /// </summary>
    /// <returns>The place of each class.</returns>
    private int[] LineUp(ReadOnlyMemory<int> edges, int[] ranks)
    {
        List<int> row = MajorityOrder.Of(edges.Length, i => (_store.Edges[edges.Span[i]].From, _store.Edges[edges.Span[i]].To), _store.Classes.Count, ranks);
        int[] places = new int[_store.Classes.Count];
        for (int i = 0; i < row.Count; i++)
        {
            places[row[i]] = i;
            _ = NodeOf(2 * row[i]);
        }

        return places;
    }

    private bool IsAgainst(int[] places, int edge) => places[_store.Edges[edge].From] > places[_store.Edges[edge].To];

    private void AddAll(ReadOnlySpan<int> edges, ReadOnlySpan<ulong> keys, Func<int, bool> which)
    {
        for (int i = 0; i < edges.Length; i++)
        {
            if (which(edges[i]))
            {
                Add(edges[i], (DependencyKinds)(keys[i] & KindBits));
            }
        }
    }

    /// <summary>Those that were refused, the first ones.</summary>
    public List<ContradictingOrder> Contradicting { get; } = [];

    /// <summary>How many more run against the order, and were not looked at: there were as many as asked for.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Whether it is in the order, in one kind at least.</summary>
    public bool IsAccepted(int edge) => _accepted[edge];

    public bool IsWait(int edge) => IsWaitClass(_store.Edges[edge].From) || IsWaitClass(_store.Edges[edge].To);

    public bool IsDeclared(int edge) => _store.Edges[edge].FirstWitness is >= 0 and var first && (_store.Edges.Witness(first).Flags & WitnessFlags.Declared) != 0;

    private bool IsWaitClass(int type) => _store.Classes[type].Kind.Type == LockClassType.Wait;

    /// <summary>Sorts by group, then by the classes, then by the kind.</summary>
    private ulong KeyOf(int edge, DependencyKinds kind, int[] ranks) =>
        ((ulong)GroupOf(edge, kind) << GroupShift) | ((ulong)ranks[_store.Edges[edge].From] << 32) | ((ulong)ranks[_store.Edges[edge].To] << 4) | (ulong)kind;

    private static Group GroupOf(ulong key) => (Group)(key >> GroupShift);

    private Group GroupOf(int edge, DependencyKinds kind) =>
        IsWait(edge) ? Group.Wait : (_store.Edges[edge].Kinds & kind) == 0 ? Group.Refused : IsDeclared(edge) ? Group.Declared : Group.Seen;

    private void Add(int edge, DependencyKinds kind)
    {
        (int tail, int head) = StrongComponents.EndsOf(in _store.Edges[edge], kind);
        (tail, head) = (NodeOf(tail), NodeOf(head));
        if (Contradicting.Count >= _most && !_order.IsBefore(tail, head))
        {
            // Nobody looks at it, and whether there is a way back takes long to find out.
            LeftOut++;
        }
        else if (_order.TryAdd(tail, head, out int added))
        {
            StandsFor(added, edge);
            _accepted[edge] = true;
        }
        else
        {
            Contradicting.Add(new ContradictingOrder(edge, kind, WayBack(head, tail)));
        }
    }

    private void StandsFor(int added, int edge)
    {
        while (_edgeOf.Count <= added)
        {
            _edgeOf.Add(OrderGraph.None);
        }

        _edgeOf[added] = edge;
    }

    private int NodeOf(int node)
    {
        if (_nodes.TryGetValue(node, out int known))
        {
            return known;
        }

        int any = _order.AddNode(), exclusive = _order.AddNode();
        _nodes.Add(node & ~1, any);
        _nodes.Add(node | 1, exclusive);
        _ = _order.TryAdd(any, exclusive, out _);
        return _nodes[node];
    }

    /// <summary>A shortest way; there is one. What stands behind the goal in the order does not lead to it.</summary>
    private List<int> WayBack(int start, int goal)
    {
        if (_visits.Length < _order.NodeLimit)
        {
            Array.Resize(ref _visits, 2 * _order.NodeLimit);
        }

        _visit++;
        _parents.Clear();
        var queue = new List<int> { start };
        var via = new List<int> { OrderGraph.None };
        _parents.Add(-1);
        _visits[start] = _visit;
        for (int at = 0; at < queue.Count; at++)
        {
            if (queue[at] == goal)
            {
                return Path(at, via);
            }

            foreach (int edge in _order.EdgesFrom(queue[at]))
            {
                int next = _order.To(edge);
                if (_visits[next] != _visit && (next == goal || _order.IsBefore(next, goal)))
                {
                    _visits[next] = _visit;
                    queue.Add(next);
                    via.Add(edge);
                    _parents.Add(at);
                }
            }
        }

        throw new InvalidOperationException("An order that is refused closes a cycle.");
    }

    private List<int> Path(int at, List<int> via)
    {
        var path = new List<int>();
        for (; _parents[at] >= 0; at = _parents[at])
        {
            if (via[at] < _edgeOf.Count && _edgeOf[via[at]] is var edge and not OrderGraph.None)
            {
                path.Add(edge);
            }
        }

        path.Reverse();
        return path;
    }
}
