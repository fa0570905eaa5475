namespace LockValidator;

/// <summary>One hold in the list of an async flow. The list is immutable, so that a forked flow keeps what it inherited; the state is shared.</summary>
/// <remarks>Locked by itself: nobody outside has it. Small, for one is made for each hold.</remarks>
internal sealed class AsyncHeldNode
{
    private const int Pending = 0, Holding = 1, Released = 2;

    private readonly LockMap _map;

    // Under the lock: the thread flows that show it, to be told of a release that they do not see. Nearly always one.
    private LockFlow? _shownBy;
    private List<LockFlow>? _alsoShownBy;

    // Written with Interlocked, read with Volatile.
    private int _state = Pending;

    public AsyncHeldNode(AsyncHeldNode? older, in LockMap map, in AcquireOptions options, LockFlow flow)
    {
        Older = older;
        _map = map;
        Bits = LockFlow.BitsFor(map.Profile!, options with { Subclass = options.Subclass & (LockClass.Subclasses - 1) }).AsAsync();
        Nest = options.Nest.Instance == 0 ? null : new HeldDetail { Nest = options.Nest, Owner = map.Owner };
        LastFlow = flow;
    }

    /// <summary>The list of a flow that was forked by another, with no hold of its own yet.</summary>
    private AsyncHeldNode(LockFlow flow, IReadOnlyList<AsyncHeldNode> inherited)
    {
        _state = Released;
        Inherited = inherited;
        LastFlow = flow;
    }

    public AsyncHeldNode? Older { get; }

    /// <summary>What the flow that forked this one held then, oldest first. Not on the list of <see cref="Older"/>.</summary>
    public IReadOnlyList<AsyncHeldNode> Inherited { get; init; } = [];

    public ref readonly LockMap Map => ref _map;

    public HeldBits Bits { get; }

    /// <summary>The thread flow that showed the hold last; for recordings.</summary>
    public LockFlow LastFlow { get; set; }

    /// <summary>Who was told of the acquisition, and is to hear of its end.</summary>
    public ILockObserver? Observer { get; init; }

    public bool IsHeld => Volatile.Read(ref _state) == Holding;

    /// <summary>Over for good: one that still waits may be held later, also after a newer one.</summary>
    public bool IsReleased => Volatile.Read(ref _state) == Released;

    private HeldDetail? Nest { get; }

    public static AsyncHeldNode ForkOf(LockFlow flow, IReadOnlyList<AsyncHeldNode> inherited) => new(flow, inherited);

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

    /// <summary>A detail for an entry that shows the hold, where it needs one.</summary>
    public HeldDetail? NewDetail() => Nest is not null || Map.Class!.Order is not null
        ? new HeldDetail { Nest = Nest?.Nest ?? default, Owner = Map.Owner }
        : null;

    public void MarkHeld()
    {
        if (Interlocked.CompareExchange(ref _state, Holding, Pending) == Pending)
        {
            AsyncHolds.ShowIfCurrent(this);
        }
    }

    public void Release()
    {
        int before = Interlocked.Exchange(ref _state, Released);
        if (before == Released)
        {
            return;
        }

        AsyncHolds.HideIfCurrent(this, wasHeld: before == Holding);
        LockFlow? here = LockFlow.CurrentIfAny;
        bool isShownHere = false;
        using (InternalGate.Enter(this))
        {
            isShownHere = TellOfRelease(_shownBy, here);
            foreach (LockFlow flow in _alsoShownBy ?? [])
            {
                isShownHere |= TellOfRelease(flow, here);
            }

            (_shownBy, _alsoShownBy) = (null, null);
        }

        if (isShownHere)
        {
            here?.MirrorAgain(this);
        }

        Observer?.Released(in _map);
    }

    /// <summary>A thread flow shows the hold; false if it is released already.</summary>
    public bool ShowIn(LockFlow flow)
    {
        using (InternalGate.Enter(this))
        {
            if (!IsHeld)
            {
                return false;
            }

            if (_shownBy is null || _shownBy == flow)
            {
                _shownBy = flow;
            }
            else if (!(_alsoShownBy ??= []).Contains(flow))
            {
                _alsoShownBy.Add(flow);
            }

            return true;
        }
    }

    /// <returns>True if it is the flow of the thread that releases.</returns>
    private static bool TellOfRelease(LockFlow? flow, LockFlow? here)
    {
        if (flow is null || flow == here)
        {
            return flow is not null;
        }

        flow.MarkMirrorStale();
        return false;
    }
}
