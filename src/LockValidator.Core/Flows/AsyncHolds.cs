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

        // Checked as the thread's flow would take it; it is shown as held once it is.
        flow.TryOut(in map, in options);
        AsyncHeldNode? older = s_newest.Value;
        while (older is { IsReleased: true })
        {
            older = older.Older;
        }

        var node = new AsyncHeldNode(older, map, options, flow);
        s_newest.Value = node;
        return new LockHold(node);
    }

    public static void ShowIfCurrent(AsyncHeldNode node)
    {
        if (IsCurrent(node))
        {
            LockFlow.Current.MirrorAsync(s_newest.Value);
        }
    }

    public static void HideIfCurrent(AsyncHeldNode node)
    {
        node.LastFlow.RecordRelease(node.Map);
        if (IsCurrent(node))
        {
            LockFlow.Current.MirrorAsync(s_newest.Value);
        }
    }

    private static bool IsCurrent(AsyncHeldNode node)
    {
        for (AsyncHeldNode? each = s_newest.Value; each is not null; each = each.Older)
        {
            if (each == node)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The thread begins or ends running an async flow.</summary>
    private static void OnChange(AsyncLocalValueChangedArgs<AsyncHeldNode?> change)
    {
        if (change.ThreadContextChanged)
        {
            LockFlow.CurrentIfAny?.MirrorAsync(change.CurrentValue);
            if (LockFlow.CurrentIfAny is null && change.CurrentValue is { } newest)
            {
                LockFlow.Current.MirrorAsync(newest);
            }
        }
    }
}
