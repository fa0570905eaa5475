namespace LockValidator;

/// <summary>Puts work off to where no lock is held: the way out for code that must not take a lock where it is called.</summary>
/// <remarks>Safe for use by any number of threads.</remarks>
public static class Deferral
{
    /// <summary>Runs an action where the current flow holds no lock and is in no read section.</summary>
    /// <param name="action">
    /// What to run. Where it runs later, an exception that it throws is unhandled, as one of a pool work item is.
    /// </param>
    /// <remarks>
    /// Nothing held: at once, before this method returns. Otherwise: on the same thread, right after the exit that leaves nothing
    /// held, in the order of the calls; if the flow ends before that, on the pool. An action is never lost. With validation off
    /// nobody knows what is held, so it always runs as a work item of the pool, never before this method returns: do not rely on
    /// the order of actions, or on the thread.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public static void AfterRelease(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (!LockValidation.IsEnabled)
        {
            ThreadPool.QueueUserWorkItem(static action => action(), action, preferLocal: false);
            return;
        }

        LockFlow flow = LockFlow.Current;
        if (flow.HoldsNothing)
        {
            action();
        }
        else
        {
            flow.RunWhenNothingHeld(new DeferredAction(action).Run);
        }
    }
}
