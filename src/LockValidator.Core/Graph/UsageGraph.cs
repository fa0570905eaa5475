using System.Numerics;

namespace LockValidator;

/// <summary>
/// Which interrupt-like contexts are reached from each node of the order graph, and which reach it. A context is one more node:
/// "code in X waits for c" is an edge from X, "a holder of c can be interrupted by X" is one to X, and every usage conflict is an
/// edge that would close a cycle.
/// </summary>
/// <remarks>
/// All members are for callers that hold the checker's lock. Invariant: an edge that is not quiet, between nodes that take part,
/// has <c>ahead[from] ⊇ ahead[to]</c> and <c>behind[to] ⊇ behind[from]</c>; the same holds for the edges of contexts. Bits are
/// only ever added, so that each (node, context) pair is pushed once over each edge in either direction. 8 bytes a node. Until a context
/// waits for something there is no invariant, and nothing to keep: see the other file.
/// </remarks>
internal sealed partial class UsageGraph(OrderGraph order)
{
    // Contexts take the numbers below the nodes of the order graph.
    private const int Contexts = ContextTable.WithUsage;

    private readonly ChunkedArray<Reach> _reach = new();
    private readonly Stack<int> _pending = new();

    public void AddNode(int node, bool takesPart) => At(node + Contexts) = new Reach { TakesPart = takesPart };

    /// <summary>A node was split: what can interrupt its holders can interrupt those of the new one, and all else is the same for both.</summary>
    public void Split(int node, int upper)
    {
        At(upper + Contexts) = At(node + Contexts);
        At(upper + Contexts).WaitedForBy = 0;
        At(node + Contexts).InterruptedBy = 0;
    }

    /// <summary>A node was removed.</summary>
    public void Remove(int node)
    {
        At(node + Contexts) = default;
        RemoveEdge();
    }

    /// <summary>An edge was removed. Summaries cannot shrink by themselves: they are worked out anew when they are next asked for.</summary>
    public void RemoveEdge() => _isStale = true;

    /// <summary>Whether an edge of the order graph would close a cycle through a context.</summary>
    public bool Conflicts(int from, int to) => _isKept && ConflictsCore(from + Contexts, to + Contexts);

    /// <summary>The contexts that lie on the cycles that an edge would close.</summary>
    public uint ConflictingContexts(int from, int to)
    {
        Refresh();
        return Takes(from + Contexts, to + Contexts) ? (uint)(At(from + Contexts).Behind & At(to + Contexts).Ahead) : 0;
    }

    /// <summary>Whether "code in the context waits for the node" would close a cycle.</summary>
    public bool ConflictsUsedIn(int context, int node) => ConflictsCore(context, node + Contexts);

    /// <summary>Whether "a holder of the node can be interrupted by the context" would close a cycle.</summary>
    public bool ConflictsEnabled(int context, int node) => _isKept && ConflictsCore(node + Contexts, context);

    /// <summary>An edge was added to the order graph, and does not conflict.</summary>
    public void Join(int from, int to) => JoinCore(from + Contexts, to + Contexts);

    public void JoinUsedIn(int context, int node)
    {
        At(node + Contexts).WaitedForBy |= (ushort)(1u << context);
        JoinCore(context, node + Contexts);
    }

    public void JoinEnabled(int context, int node)
    {
        At(node + Contexts).InterruptedBy |= (ushort)(1u << context);
        JoinCore(node + Contexts, context);
    }

    private bool ConflictsCore(int from, int to)
    {
        Refresh();
        return Takes(from, to) && (Behind(from) & Ahead(to)) != 0;
    }

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
        if (!_isKept || !Takes(from, to))
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

    private static bool Widen(ref ushort summary, uint more)
    {
        ushort before = summary;
        summary |= (ushort)more;
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
                WidenInterrupted(node, ahead);
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
                WidenAhead(BitOperations.TrailingZeroCount(contexts), ahead);
            }
        }
    }

    /// <summary>Looks at all nodes, which a context's summary can make happen ten times only: no list of what each context interrupts is kept.</summary>
    private void WidenInterrupted(int context, uint ahead)
    {
        for (int node = Contexts; node < _reach.Count; node++)
        {
            if ((_reach[node].InterruptedBy & (1u << context)) != 0)
            {
                WidenAhead(node, ahead);
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
                WidenWaitedFor(node, behind);
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
                WidenBehind(BitOperations.TrailingZeroCount(contexts), behind);
            }
        }
    }

    /// <inheritdoc cref="WidenInterrupted"/>
    private void WidenWaitedFor(int context, uint behind)
    {
        for (int node = Contexts; node < _reach.Count; node++)
        {
            if ((_reach[node].WaitedForBy & (1u << context)) != 0)
            {
                WidenBehind(node, behind);
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
        private const ushort TakesPartBit = 1 << 15;

        private ushort _waitedForBy;

        /// <summary>Contexts that can be reached from here, and contexts from which here can be reached.</summary>
        public ushort Ahead, Behind;

        /// <summary>Contexts with an edge from here.</summary>
        public ushort InterruptedBy;

        /// <summary>Contexts with an edge to here.</summary>
        public ushort WaitedForBy
        {
            readonly get => (ushort)(_waitedForBy & ~TakesPartBit);
            set => _waitedForBy = (ushort)((_waitedForBy & TakesPartBit) | value);
        }

        public bool TakesPart
        {
            readonly get => (_waitedForBy & TakesPartBit) != 0;
            set => _waitedForBy = (ushort)(value ? WaitedForBy | TakesPartBit : WaitedForBy);
        }
    }
}
