namespace LockValidator;

/// <summary>
/// Which interrupt-like contexts are reached from each node of the order graph, and which reach it. A context is one more node:
/// "code in X waits for c" is an edge from X, "a holder of c can be interrupted by X" is one to X, and every usage conflict is an
/// edge that would close a cycle.
/// </summary>
/// <remarks>
/// All members are for callers that hold the checker's lock. Invariant: an edge that is not quiet, between nodes that take part,
/// has <c>ahead[from] ⊇ ahead[to]</c> and <c>behind[to] ⊇ behind[from]</c>; the same holds for the edges of contexts. Bits are
/// only ever added, so that each (node, context) pair is pushed once over each edge in either direction.
/// </remarks>
internal sealed class UsageGraph(OrderGraph order)
{
    // Contexts take the numbers below the nodes of the order graph.
    private const int Contexts = ContextTable.WithUsage;

    private readonly ChunkedArray<Reach> _reach = new();
    private readonly Stack<int> _pending = new();
    private readonly List<int>[] _waitsFor = NewLists();
    private readonly List<int>[] _interrupts = NewLists();

    public void AddNode(int node, bool takesPart) => At(node + Contexts) = new Reach { TakesPart = takesPart };

    /// <summary>Whether an edge of the order graph would close a cycle through a context.</summary>
    public bool Conflicts(int from, int to) => ConflictsCore(from + Contexts, to + Contexts);

    /// <summary>The contexts that lie on the cycles that an edge would close.</summary>
    public uint ConflictingContexts(int from, int to) => Takes(from + Contexts, to + Contexts) ? At(from + Contexts).Behind & At(to + Contexts).Ahead : 0;

    /// <summary>Whether "code in the context waits for the node" would close a cycle.</summary>
    public bool ConflictsUsedIn(int context, int node) => ConflictsCore(context, node + Contexts);

    /// <summary>Whether "a holder of the node can be interrupted by the context" would close a cycle.</summary>
    public bool ConflictsEnabled(int context, int node) => ConflictsCore(node + Contexts, context);

    /// <summary>An edge was added to the order graph, and does not conflict.</summary>
    public void Join(int from, int to) => JoinCore(from + Contexts, to + Contexts);

    public void JoinUsedIn(int context, int node)
    {
        _waitsFor[context].Add(node + Contexts);
        At(node + Contexts).WaitedForBy |= 1u << context;
        JoinCore(context, node + Contexts);
    }

    public void JoinEnabled(int context, int node)
    {
        _interrupts[context].Add(node + Contexts);
        At(node + Contexts).InterruptedBy |= 1u << context;
        JoinCore(node + Contexts, context);
    }

    /// <summary>Works the summaries out anew after nodes were removed: they cannot shrink by themselves.</summary>
    public void Rebuild(IEnumerable<ClassNode> classes)
    {
        for (int context = 0; context < Contexts; context++)
        {
            _waitsFor[context].Clear();
            _interrupts[context].Clear();
            At(context) = default;
        }

        var live = new List<int>();
        foreach (ClassNode node in classes)
        {
            foreach (int each in (ReadOnlySpan<int>)[node.AnyHolder, node.ExclusiveHolder])
            {
                Reach known = At(each + Contexts);
                At(each + Contexts) = new Reach { TakesPart = known.TakesPart, WaitedForBy = known.WaitedForBy, InterruptedBy = known.InterruptedBy };
                live.Add(each);
            }
        }

        foreach (int node in live)
        {
            RejoinContexts(node);
            foreach (int edge in order.EdgesFrom(node))
            {
                if (!order.IsQuiet(edge))
                {
                    Join(node, order.To(edge));
                }
            }
        }
    }

    private static List<int>[] NewLists()
    {
        var lists = new List<int>[Contexts];
        for (int i = 0; i < lists.Length; i++)
        {
            lists[i] = [];
        }

        return lists;
    }

    private void RejoinContexts(int node)
    {
        Reach known = At(node + Contexts);
        for (int context = 0; context < Contexts; context++)
        {
            if ((known.WaitedForBy & (1u << context)) != 0)
            {
                JoinUsedIn(context, node);
            }

            if ((known.InterruptedBy & (1u << context)) != 0)
            {
                JoinEnabled(context, node);
            }
        }
    }

    private bool ConflictsCore(int from, int to) => Takes(from, to) && (Behind(from) & Ahead(to)) != 0;

    private bool Takes(int from, int to) => (from < Contexts || At(from).TakesPart) && (to < Contexts || At(to).TakesPart);

    private uint Ahead(int node) => At(node).Ahead | OwnBit(node);

    private uint Behind(int node) => At(node).Behind | OwnBit(node);

    private static uint OwnBit(int node) => node < Contexts ? 1u << node : 0;

    private ref Reach At(int node)
    {
        while (_reach.Count <= node)
        {
            _reach.Add(default);
        }

        return ref _reach[node];
    }

    private void JoinCore(int from, int to)
    {
        if (!Takes(from, to))
        {
            return;
        }

        if (Widen(ref At(from).Ahead, Ahead(to)))
        {
            PushAheadBack(from);
        }

        if (Widen(ref At(to).Behind, Behind(from)))
        {
            PushBehindOn(to);
        }
    }

    private static bool Widen(ref uint summary, uint more)
    {
        uint before = summary;
        summary |= more;
        return summary != before;
    }

    /// <summary>What is ahead of a node is ahead of all that lead to it.</summary>
    private void PushAheadBack(int start)
    {
        _pending.Push(start);
        while (_pending.TryPop(out int node))
        {
            uint ahead = Ahead(node);
            if (node < Contexts)
            {
                foreach (int holder in _interrupts[node])
                {
                    WidenAhead(holder, ahead);
                }

                continue;
            }

            foreach (int edge in order.EdgesTo(node - Contexts))
            {
                int from = order.From(edge) + Contexts;
                if (!order.IsQuiet(edge) && At(from).TakesPart)
                {
                    WidenAhead(from, ahead);
                }
            }

            for (uint contexts = At(node).WaitedForBy; contexts != 0; contexts &= contexts - 1)
            {
                WidenAhead(System.Numerics.BitOperations.TrailingZeroCount(contexts), ahead);
            }
        }
    }

    private void WidenAhead(int node, uint more)
    {
        if (Widen(ref At(node).Ahead, more))
        {
            _pending.Push(node);
        }
    }

    /// <summary>What is behind a node is behind all that it leads to.</summary>
    private void PushBehindOn(int start)
    {
        _pending.Push(start);
        while (_pending.TryPop(out int node))
        {
            uint behind = Behind(node);
            if (node < Contexts)
            {
                foreach (int waited in _waitsFor[node])
                {
                    WidenBehind(waited, behind);
                }

                continue;
            }

            foreach (int edge in order.EdgesFrom(node - Contexts))
            {
                int to = order.To(edge) + Contexts;
                if (!order.IsQuiet(edge) && At(to).TakesPart)
                {
                    WidenBehind(to, behind);
                }
            }

            for (uint contexts = At(node).InterruptedBy; contexts != 0; contexts &= contexts - 1)
            {
                WidenBehind(System.Numerics.BitOperations.TrailingZeroCount(contexts), behind);
            }
        }
    }

    private void WidenBehind(int node, uint more)
    {
        if (Widen(ref At(node).Behind, more))
        {
            _pending.Push(node);
        }
    }

    private struct Reach
    {
        /// <summary>Contexts that can be reached from here, and contexts from which here can be reached.</summary>
        public uint Ahead, Behind;

        /// <summary>Contexts with an edge to here, and contexts with an edge from here.</summary>
        public uint WaitedForBy, InterruptedBy;

        public bool TakesPart;
    }
}
