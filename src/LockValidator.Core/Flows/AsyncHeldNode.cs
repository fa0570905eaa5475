namespace LockValidator;

/// <summary>One hold in the list of an async flow. The list is immutable, so that a forked flow keeps what it inherited; the state is shared.</summary>
internal sealed class AsyncHeldNode(AsyncHeldNode? older, LockMap map, AcquireOptions options, LockFlow flow, IReadOnlyList<AsyncHeldNode> inherited)
{
    private const int Pending = 0, Holding = 1, Released = 2;

    private readonly LockMap _map = map;

    // Written with Interlocked, read with Volatile.
    private int _state = Pending;

    public AsyncHeldNode? Older { get; } = older;

    /// <summary>What the flow that forked this one held then, oldest first. Not on the list of <see cref="Older"/>.</summary>
    public IReadOnlyList<AsyncHeldNode> Inherited { get; } = inherited;

    public LockMap Map => _map;

    public AcquireOptions Options => options;

    /// <summary>The thread flow that showed the hold last; for recordings.</summary>
    public LockFlow LastFlow { get; set; } = flow;

    /// <summary>Who was told of the acquisition, and is to hear of its end.</summary>
    public ILockObserver? Observer { get; init; }

    // Under _gate: the thread flows that show it, to be told of a release that they do not see.
    private readonly List<LockFlow> _shownBy = [];
    private readonly InternalGate _gate = new();

    public bool IsHeld => Volatile.Read(ref _state) == Holding;

    /// <summary>Over for good: one that still waits may be held later, also after a newer one.</summary>
    public bool IsReleased => Volatile.Read(ref _state) == Released;

    /// <summary>The list of a flow that was forked by another, with no hold of its own yet.</summary>
    public static AsyncHeldNode ForkOf(LockFlow flow, IReadOnlyList<AsyncHeldNode> inherited) =>
        new(null, default, default, flow, inherited) { _state = Released };

    /// <summary>The holds of a flow that are not over, oldest first, and whether each is only inherited.</summary>
    public static List<(AsyncHeldNode Node, bool Inherited)> OldestFirst(AsyncHeldNode? newest)
    {
        var nodes = new List<(AsyncHeldNode, bool)>();
        for (AsyncHeldNode? node = newest; node is not null; node = node.Older)
        {
            if (!node.IsReleased)
            {
                nodes.Add((node, false));
            }
        }

        for (int i = (newest?.Inherited.Count ?? 0) - 1; i >= 0; i--)
        {
            if (!newest!.Inherited[i].IsReleased)
            {
                nodes.Add((newest.Inherited[i], true));
            }
        }

        nodes.Reverse();
        return nodes;
    }

    public void MarkHeld()
    {
        if (Interlocked.CompareExchange(ref _state, Holding, Pending) == Pending)
        {
            AsyncHolds.ShowIfCurrent(this);
        }
    }

    public void Release()
    {
        if (Interlocked.Exchange(ref _state, Released) != Released)
        {
            AsyncHolds.HideIfCurrent(this);
            LockFlow? here = LockFlow.CurrentIfAny;
            bool isShownHere = false;
            using (_gate.Enter())
            {
                foreach (LockFlow flow in _shownBy)
                {
                    if (flow == here)
                    {
                        isShownHere = true;
                    }
                    else
                    {
                        flow.MarkMirrorStale();
                    }
                }

                _shownBy.Clear();
            }

            if (isShownHere)
            {
                here?.MirrorAgain();
            }

            Observer?.Released(in _map);
        }
    }

    /// <summary>A thread flow shows the hold; false if it is released already.</summary>
    public bool ShowIn(LockFlow flow)
    {
        using (_gate.Enter())
        {
            if (!IsHeld)
            {
                return false;
            }

            if (!_shownBy.Contains(flow))
            {
                _shownBy.Add(flow);
            }

            return true;
        }
    }
}
