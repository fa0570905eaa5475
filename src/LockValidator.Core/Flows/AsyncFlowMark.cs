namespace LockValidator;

/// <summary>A mark that travels with the execution context, so that a thread is told when it begins or ends running an async flow.</summary>
internal static class AsyncFlowMark
{
    private static readonly object s_mark = new();
    private static readonly object s_outside = new();
    private static readonly object s_inside = new();
    private static readonly AsyncLocal<object?> s_carried = new(OnChange);

    /// <summary>The request that the calling code runs in; null outside of all.</summary>
    public static ExecutionFrame? Request => s_carried.Value as ExecutionFrame;

    /// <summary>Marks the present flow, and all that it starts.</summary>
    public static void Install()
    {
        if (s_carried.Value is null)
        {
            s_carried.Value = s_mark;
            LockFlow.Current.SwitchBegan(null);
        }
    }

    /// <summary>Marks the present flow and runs work in it; what the work's first part leaves held on this thread is reported.</summary>
    /// <remarks>
    /// The thread is still in its caller's code when that part ends, and may never leave the caller's context: so the end of the part
    /// is told here, under two names that no context has.
    /// </remarks>
    public static Task Run<TState>(Func<TState, Task> work, TState state)
    {
        Install();
        LockFlow flow = LockFlow.Current;
        object? around = s_carried.Value;
        flow.Switched(s_outside, s_inside);
        s_carried.Value = new ExecutionFrame(flow.Execution, isRequest: true);
        try
        {
            return work(state);
        }
        finally
        {
            s_carried.Value = around;
            flow.Switched(s_inside, s_outside);
        }
    }

    private static void OnChange(AsyncLocalValueChangedArgs<object?> change)
    {
        if (change.ThreadContextChanged && (change.CurrentValue is not null || LockFlow.CurrentIfAny is not null))
        {
            LockFlow.Current.Switched(change.PreviousValue, change.CurrentValue);
        }
    }
}
