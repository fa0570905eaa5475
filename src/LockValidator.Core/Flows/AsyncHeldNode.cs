namespace LockValidator;

/// <summary>One hold in the list of an async flow. The list is immutable, so that a forked flow keeps what it inherited; the state is shared.</summary>
/// <remarks>
/// Small, for one is made for each hold. A flow that begins to show it says so first and looks at the state then; a release sets the
/// state first and looks then who shows it. So either the one sees the release, or the other the flow.
/// </remarks>
internal sealed class AsyncHeldNode
{
    private readonly LockMap _map;

    // The thread flow that took it, which most likely shows it and is to be told of a release that it does not see. The others that do stand in the detail.
    private readonly LockFlow _shownBy;

    // Made with Interlocked, read with Volatile.
    private AsyncHoldDetail? _detail;

    // Written once by who took it, read with Volatile. A release may come before: so it counts only while that has not.
    private bool _isHeld;

    // Written with Interlocked, read with Volatile.
    private int _released;

    /// <summary>A hold that is still to come about. Nobody else knows it yet: so it is said without further ado who will show it.</summary>
    public AsyncHeldNode(AsyncHeldNode? older, in LockMap map, HeldBits bits, LockFlow flow, AsyncHoldDetail? detail)
    {
        Older = older;
        _map = map;
        Bits = bits;
        _detail = detail;
        _shownBy = flow;
    }

    /// <summary>The list of a flow that was forked by another, with no hold of its own yet.</summary>
    private AsyncHeldNode(LockFlow flow, IReadOnlyList<AsyncHeldNode> inherited)
    {
        _released = 1;
        _detail = new AsyncHoldDetail { Inherited = inherited };
        _shownBy = flow;
    }

    public AsyncHeldNode? Older { get; }

    /// <summary>What the flow that forked this one held then, oldest first. Not on the list of <see cref="Older"/>.</summary>
    public IReadOnlyList<AsyncHeldNode> Inherited => _detail?.Inherited ?? [];

    public ref readonly LockMap Map => ref _map;

    public HeldBits Bits { get; }

    /// <summary>The thread flow that showed the hold last; for recordings.</summary>
    public LockFlow LastFlow
    {
        get => _detail?.LastFlow ?? _shownBy;
        set => EnsureDetail().LastFlow = value;
    }

    public bool IsHeld => Volatile.Read(ref _isHeld) && !IsReleased;

    /// <summary>Over for good: one that still waits may be held later, also after a newer one.</summary>
    public bool IsReleased => Volatile.Read(ref _released) != 0;

    /// <summary>The hold as the flows that inherited it know it; made when the first one takes something under it.</summary>
    public InheritedHold AsInherited
    {
        get
        {
            ref InheritedHold? known = ref EnsureDetail().AsInherited;
            return known ?? Interlocked.CompareExchange(ref known, new InheritedHold(), null) ?? known;
        }
    }

    private ILockObserver? Observer => _detail?.Observer;

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
    public HeldDetail? NewDetail() => _detail is { Nest.Instance: not 0 } || Map.Class!.Order is not null
        ? new HeldDetail { Nest = _detail?.Nest ?? default, Owner = Map.Owner }
        : null;

    public void MarkHeld()
    {
        if (!Volatile.Read(ref _isHeld) && !IsReleased)
        {
            Volatile.Write(ref _isHeld, true);
            (Observer as AsyncHoldTimes)?.MarkHeld();
            AsyncHolds.ShowIfCurrent(this);
        }
    }

    /// <summary>The lock is not free: the wait begins.</summary>
    public void Contended() => (Observer as AsyncHoldTimes)?.Contended();

    public void Release()
    {
        if (Interlocked.Exchange(ref _released, 1) != 0)
        {
            return;
        }

        LastFlow.RecordRelease(in _map);
        LockFlow? here = LockFlow.CurrentIfAny;
        if (here is null || !Volatile.Read(ref _isHeld) || _shownBy != here || Volatile.Read(ref _detail) is not null || !here.TryHideTop(this))
        {
            EndShowing(here);
        }

        Observer?.Released(in _map, mode: null);
    }

    /// <summary>A flow that inherited the hold goes off its thread.</summary>
    /// <returns>True if it is known only now that the hold outlives it.</returns>
    public bool OutlivesFork() => IsHeld && Volatile.Read(ref _detail) is { } detail && Volatile.Read(ref detail.AsInherited) is { } inherited && inherited.Keep();

    /// <summary>A thread flow shows the hold; false if it is released already.</summary>
    public bool ShowIn(LockFlow flow)
    {
        if (_shownBy != flow)
        {
            AsyncHoldDetail detail = EnsureDetail();
            using (InternalGate.Enter(this))
            {
                List<WeakReference<LockFlow>> others = detail.AlsoShownBy ?? [];
                others.RemoveAll(static each => !each.TryGetTarget(out _));
                if (!others.Exists(each => each.TryGetTarget(out LockFlow? known) && known == flow))
                {
                    others.Add(new WeakReference<LockFlow>(flow));
                }

                // A full fence: the state is read after it.
                Interlocked.Exchange(ref detail.AlsoShownBy, others);
            }
        }

        return IsHeld;
    }

    /// <summary>Released, and not just the newest hold that the releasing thread's own flow alone shows: all who may show it are told.</summary>
    private void EndShowing(LockFlow? here)
    {
        AsyncHolds.HideIfCurrent(this);
        bool isShownHere = TellOfRelease(_shownBy, here);
        if (Volatile.Read(ref _detail) is { } detail && Volatile.Read(ref detail.AlsoShownBy) is { } others)
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
    }

    private AsyncHoldDetail EnsureDetail()
    {
        AsyncHoldDetail? known = Volatile.Read(ref _detail);
        if (known is null)
        {
            var made = new AsyncHoldDetail();
            known = Interlocked.CompareExchange(ref _detail, made, null) ?? made;
        }

        return known;
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
