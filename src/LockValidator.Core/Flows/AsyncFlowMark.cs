namespace LockValidator;

/// <summary>A mark that travels with the execution context, so that a thread is told when it begins or ends running an async flow.</summary>
internal static class AsyncFlowMark
{
    private static readonly object s_mark = new();
    private static readonly AsyncLocal<object?> s_carried = new(OnChange);

    /// <summary>Marks the present flow, and all that it starts.</summary>
    public static void Install()
    {
        if (s_carried.Value is null)
        {
            s_carried.Value = s_mark;
            LockFlow.Current.SwitchBegan(null);
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
