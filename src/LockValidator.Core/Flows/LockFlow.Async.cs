namespace LockValidator;

/// <summary>Showing the holds of the async flow that runs on the thread.</summary>
public sealed partial class LockFlow
{
    private bool _mirrorsAsync;

    internal static LockFlow? CurrentIfAny => t_held?.Flow;

    /// <summary>
    /// Makes the async entries of the held stack those of the flow that runs now. They were checked when they were taken, so only the
    /// keys are worked out anew.
    /// </summary>
    internal void MirrorAsync(AsyncHeldNode? newest)
    {
        // In any case: one that was not held yet when the thread left its flow must not be shown later.
        _newestMirrored = newest;
        if (newest is null && !_mirrorsAsync)
        {
            return;
        }

        // What stays keeps its place: a lock that the thread took on top of it must not come to stand below.
        List<(AsyncHeldNode Node, bool Inherited)> nodes = AsyncHeldNode.OldestFirst(newest);
        var kept = new List<(HeldEntry Entry, HeldDetail? Detail)>();
        for (int i = 1; i <= HeldLocks.Depth; i++)
        {
            if (!HeldLocks[i].Bits.IsAsync || StaysShown(i, nodes))
            {
                kept.Add((HeldLocks[i], HeldLocks.DetailOf(i)));
            }
        }

        while (HeldLocks.Depth > 0)
        {
            HeldLocks.Pop();
        }

        foreach ((HeldEntry entry, HeldDetail? detail) in kept)
        {
            PushAgain(entry, detail);
        }

        _mirrorsAsync = kept.Exists(static each => each.Entry.Bits.IsAsync);

        // What the thread holds of its own was there before it began to run this flow.
        foreach ((AsyncHeldNode node, bool inherited) in nodes)
        {
            Show(node, inherited);
        }

        RunDeferred();
    }

    /// <summary>Checks an acquisition that is shown as held later. In a recording it is one acquisition, released by <see cref="RecordRelease"/>.</summary>
    internal void TryOut(in LockMap map, in AcquireOptions options)
    {
        CatchUpWithAsync();
        if (TryPushKnown(in map, in options))
        {
            HeldLocks.Pop();
            return;
        }

        RecordWithCheck(new FlowOperation(OperationCode.Acquire, this) { Map = map, Options = options });
        using (Quietly())
        {
            Acquire(in map, in options);
            Withdraw(in map);
        }

        FlushRecord();
    }

    internal void RecordRelease(in LockMap map)
    {
        if (Checker.Recorder is not null)
        {
            Record(new FlowOperation(OperationCode.Release, this) { Map = map });
        }
    }

    /// <summary>
    /// Whether an async hold may be taken without being looked at, and shown without its chain being named: the flow knows the chain that it makes as shown, and learnt it
    /// only after that which it makes as taken.
    /// </summary>
    internal bool KnowsAsync(LockProfile profile, in AcquireOptions options, out HeldBits bits)
    {
        bool isAwaited = options.Outer == WaitType.Max;
        ulong head = isAwaited ? profile.AwaitedHead : profile.WaitedHead;
        bits = new HeldBits((int)head);
        return options is { Kind: AcquireKind.Blocking, Mode: LockMode.Exclusive, Subclass: 0, Unchecked: false, Outer: WaitType.Max or WaitType.Sleep, Nest.Instance: 0 }
            && HeldLocks.IsPushKnown(isAwaited ? profile.AwaitedKey : profile.WaitedKey, head);
    }

    /// <summary>Shows a hold that has just begun, where all others of its flow are shown already.</summary>
    /// <returns>False where that is not so.</returns>
    internal bool TryShowOnTop(AsyncHeldNode node)
    {
        if (NewestLive(_newestMirrored) != NewestLive(node.Older))
        {
            return false;
        }

        LockProfile profile = node.Map.Profile!;
        ulong head = HeldEntry.HeadOf(profile.Class.Id, node.Bits), key = profile.AsyncKey(head);
        if (key != 0 && node.LastFlow == this && HeldLocks.TryPush(key, head, node.Map.Instance))
        {
            _newestMirrored = node;
            _mirrorsAsync = true;
            return true;
        }

        if (_busy != 0 || Volatile.Read(ref _mirrorIsStale) || !IsCaughtUp)
        {
            return false;
        }

        _newestMirrored = node;
        int known = HeldLocks.IsHot && key != 0 ? HeldLocks.Known : 0;
        var shown = new ChainName(HeldLocks.Top.Key, head, Context: 0);
        Show(node, inherited: false);
        if (known != 0 && HeldLocks.Top.Key == shown.Key && KnowsTaken(in shown, node.Bits))
        {
            HeldLocks.Learn(known, shown.Below, shown.Head, shown.Key);
        }

        return true;
    }

    /// <summary>Whether the flow knows the chain that an async hold made when it was taken.</summary>
    private bool KnowsTaken(in ChainName shown, HeldBits bits)
    {
        var taken = new ChainName(shown.Below, HeldEntry.HeadOf((int)(shown.Head >> 32), bits.AsTaken), Context: 0);
        return HeldLocks.Knows(taken.Below, taken.Head, taken.Key);
    }

    private static AsyncHeldNode? NewestLive(AsyncHeldNode? node)
    {
        while (node is { IsReleased: true })
        {
            node = node.Older;
        }

        return node;
    }

    /// <summary>Takes a hold that has ended off the top, where it stands there and nothing waits for the flow to hold nothing.</summary>
    /// <returns>False where that is not so.</returns>
    internal bool TryHideTop(AsyncHeldNode node)
    {
        if (_newestMirrored != node || _deferred is { Count: > 0 } || _busy != 0)
        {
            return false;
        }

        long instance = node.Map.Instance;
        return HeldLocks.TryPopAsync(instance) || TryHideNewest(instance);
    }

    private bool TryHideNewest(long instance)
    {
        ref HeldEntry top = ref HeldLocks.Top;
        if (!top.Bits.IsAsync || top.Instance != instance || HeldLocks.DetailOf(HeldLocks.Depth) is { IsBlank: false })
        {
            return false;
        }

        HeldLocks.PopSparing();
        return true;
    }

    /// <summary>Whether an entry is a hold of the flow that runs now; the node is taken out of those that are still to be shown.</summary>
    private bool StaysShown(int index, List<(AsyncHeldNode Node, bool Inherited)> nodes)
    {
        long instance = HeldLocks[index].Instance;
        bool inherited = HeldLocks[index].Bits.IsInherited;
        int found = nodes.FindIndex(each => each.Node.Map.Instance == instance && each.Inherited == inherited && each.Node.ShowIn(this));
        if (found < 0)
        {
            return false;
        }

        nodes.RemoveAt(found);
        return true;
    }

    /// <summary>The hold of the flow that forked this one.</summary>
    internal InheritedHold? InheritedHoldOf(long instance) =>
        _newestMirrored?.Inherited.FirstOrDefault(node => node.Map.Instance == instance)?.AsInherited;

    private void Show(AsyncHeldNode node, bool inherited)
    {
        if (!node.ShowIn(this))
        {
            return;
        }

        if (node.LastFlow != this)
        {
            node.LastFlow.Record(new FlowOperation(OperationCode.HandOver, node.LastFlow) { Map = node.Map, Other = this });
            node.LastFlow = this;
        }

        _mirrorsAsync = true;
        var entry = new HeldEntry
        {
            Instance = node.Map.Instance,
            ClassId = node.Map.Class!.Id,
            Bits = inherited ? node.Bits.AsInherited() : node.Bits,
            Tail = _tail,
        };
        PushAgain(entry, node.NewDetail());
    }

    private void PushAgain(HeldEntry entry, HeldDetail? detail)
    {
        ulong key = KeyOver(HeldLocks.Depth, entry.NamedHead);
        ref HeldEntry pushed = ref HeldLocks.Push(detail);
        HeldBits bits = entry.Bits.WithoutLevel();
        pushed = entry;
        pushed.Key = key;
        pushed.Bits = detail is null ? bits : bits.AsDetailed();
        HeldLocks.CountTop();
    }
}
