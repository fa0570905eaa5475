namespace LockValidator;

/// <summary>One hold in the list of an async flow. The list is immutable, so that a forked flow keeps what it inherited; the state is shared.</summary>
/// <remarks>
/// Small, for one is made for each hold. A flow that begins to show it says so first and looks at the state then; a release sets the
/// state first and looks then who shows it. So either the one sees the release, or the other the flow.
/// </remarks>
internal sealed class AsyncHeldNode
{
    private const int Pending = 0, Holding = 1, Released = 2;

    private readonly LockMap _map;

    // The thread flows that show it, to be told of a release that they do not see. Nearly always one: with Interlocked. Others under
    // the lock of the node itself, which nobody outside has; weakly, for a hold may outlive any number of threads.
    private LockFlow? _shownBy;
    private List<WeakReference<LockFlow>>? _alsoShownBy;

    private InheritedHold? _inherited;

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

    /// <summary>The hold as the flows that inherited it know it; made when the first one takes something under it.</summary>
    public InheritedHold AsInherited => _inherited ?? Interlocked.CompareExchange(ref _inherited, new InheritedHold(), null) ?? _inherited;

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
            (Observer as AsyncHoldTimes)?.MarkHeld();
            AsyncHolds.ShowIfCurrent(this);
        }
    }

    /// <summary>The lock is not free: the wait begins.</summary>
    public void Contended() => (Observer as AsyncHoldTimes)?.Contended();

    public void Release()
    {
        int before = Interlocked.Exchange(ref _state, Released);
        if (before == Released)
        {
            return;
        }

        AsyncHolds.HideIfCurrent(this, wasHeld: before == Holding);
        LockFlow? here = LockFlow.CurrentIfAny;
        bool isShownHere = TellOfRelease(Volatile.Read(ref _shownBy), here);
        if (Volatile.Read(ref _alsoShownBy) is { } others)
        {
            using (InternalGate.Enter(this))
            {
                foreach (WeakReference<LockFlow> each in others)
                {
                    isShownHere |= each.TryGetTarget(out LockFlow? flow) && TellOfRelease(flow, here);
                }
            }
        }

        if (isShownHere)
        {
            here?.MirrorAgain(this);
        }

        Observer?.Released(in _map, mode: null);
    }

    /// <summary>A flow that inherited the hold goes off its thread.</summary>
    /// <returns>True if it is known only now that the hold outlives it.</returns>
    public bool OutlivesFork() => IsHeld && Volatile.Read(ref _inherited) is { } inherited && inherited.Keep();

    /// <summary>A thread flow shows the hold; false if it is released already.</summary>
    public bool ShowIn(LockFlow flow)
    {
        LockFlow? first = Interlocked.CompareExchange(ref _shownBy, flow, null);
        if (first is not null && first != flow)
        {
            using (InternalGate.Enter(this))
            {
                List<WeakReference<LockFlow>> others = _alsoShownBy ?? [];
                others.RemoveAll(static each => !each.TryGetTarget(out _));
                if (!others.Exists(each => each.TryGetTarget(out LockFlow? known) && known == flow))
                {
                    others.Add(new WeakReference<LockFlow>(flow));
                }

                // A full fence: the state is read after it.
                Interlocked.Exchange(ref _alsoShownBy, others);
            }
        }

        return IsHeld;
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
