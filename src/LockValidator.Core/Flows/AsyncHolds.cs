namespace LockValidator;

/// <summary>
/// The holds of the async flow that runs at present: ambient state that travels with the execution context. The thread's own flow
/// mirrors them, so that acquiring a lock never has to read it.
/// </summary>
internal static class AsyncHolds
{
    private static readonly AsyncLocal<AsyncHeldNode?> s_newest = new(OnChange);

    /// <summary>Checks an acquisition of the async flow and puts it in the flow's list.</summary>
    public static LockHold Take(LockFlow flow, in LockMap map, in AcquireOptions options)
    {
        if (!LockValidation.IsEnabled || map.Class is null)
        {
            return default;
        }

        ILockObserver? told = null;
        if (!flow.KnowsAsync(map.Profile!, in options, out HeldBits bits))
        {
            // Checked as the thread's flow would take it; it is shown as held once it is.
            flow.TryOut(in map, in options);
            told = flow.Measured(in map, in options, flow.TellAcquiring(in map, in options));
            bits = LockFlow.BitsFor(map.Profile!, options with { Subclass = options.Subclass & (LockClass.Subclasses - 1) }).AsAsync();
        }

        AsyncHeldNode? older = s_newest.Value;
        AsyncHoldDetail? detail = DetailFor(older, in options, told);
        while (older is { IsReleased: true })
        {
            older = older.Older;
        }

        var node = new AsyncHeldNode(older, in map, bits, flow, detail);
        s_newest.Value = node;
        return new LockHold(node);
    }

    public static void ShowIfCurrent(AsyncHeldNode node)
    {
        AsyncHeldNode? newest = s_newest.Value;
        if (!(newest == node && LockFlow.Current.TryShowOnTop(node)) && IsIn(newest, node))
        {
            LockFlow.Current.MirrorAsync(newest);
        }
    }

    public static void HideIfCurrent(AsyncHeldNode node)
    {
        AsyncHeldNode? newest = s_newest.Value;
        if (IsIn(newest, node))
        {
            LockFlow.Current.MirrorAsync(newest);
        }
    }

    /// <summary>What the flow inherited goes with its list as long as any of it is held.</summary>
    private static AsyncHoldDetail? DetailFor(AsyncHeldNode? newest, in AcquireOptions options, ILockObserver? told)
    {
        IReadOnlyList<AsyncHeldNode> inherited = newest is { Inherited: { Count: > 0 } list } && list.Any(static node => !node.IsReleased) ? list : [];
        return told is null && options.Nest.Instance == 0 && inherited.Count == 0
            ? null
            : new AsyncHoldDetail { Inherited = inherited, Observer = told, Nest = options.Nest };
    }

    private static bool IsIn(AsyncHeldNode? newest, AsyncHeldNode node)
    {
        for (AsyncHeldNode? each = newest; each is not null; each = each.Older)
        {
            if (each == node)
            {
                return true;
            }
        }

        return s_newest.Value?.Inherited.Contains(node) == true;
    }

    /// <summary>The flow that the thread begins to run was forked by one that holds something: it inherits that, and holds nothing of its own yet.</summary>
    private static AsyncHeldNode? AfterFork(AsyncHeldNode newest)
    {
        List<(AsyncHeldNode Node, bool Inherited)> live = AsyncHeldNode.OldestFirst(newest);
        if (live.TrueForAll(static each => each.Inherited) || !ForkedWork.Begins())
        {
            return newest;
        }

        AsyncHeldNode fork = AsyncHeldNode.ForkOf(LockFlow.Current, live.ConvertAll(static each => each.Node));
        s_newest.Value = fork;
        return fork;
    }

    /// <summary>A flow that was forked goes off the thread: what it inherited and is still held then is most likely held until its end.</summary>
    private static void LeftFork(AsyncHeldNode newest)
    {
        bool matters = false;
        foreach (AsyncHeldNode node in newest.Inherited)
        {
            matters |= node.OutlivesFork();
        }

        if (matters)
        {
            LockFlow.CurrentIfAny?.Checker.JudgeAgain();
        }
    }

    /// <summary>The thread begins or ends running an async flow.</summary>
    private static void OnChange(AsyncLocalValueChangedArgs<AsyncHeldNode?> change)
    {
        if (!change.ThreadContextChanged)
        {
            return;
        }

        if (change.PreviousValue is { Inherited.Count: > 0 } left)
        {
            LeftFork(left);
        }

        if (change.CurrentValue is { } newest)
        {
            LockFlow.Current.MirrorAsync(AfterFork(newest));
        }
        else
        {
            LockFlow.CurrentIfAny?.MirrorAsync(null);
        }
    }
}
