namespace LockValidator;

/// <summary>An action that waits for its flow to hold nothing, and outlives the flow if need be.</summary>
/// <remarks>
/// A thread can end while it holds locks, and its flow with what waits there is then garbage. The finalizer is what keeps the
/// promise that no action is lost: it hands one that has not run to the pool.
/// </remarks>
internal sealed class DeferredAction(Action action)
{
    ~DeferredAction() => ThreadPool.UnsafeQueueUserWorkItem(static left => left.RunOnce(), this, preferLocal: false);

    public void Run()
    {
#pragma warning disable CA1816 // This is no Dispose: the finalizer is a safety net for what never ran.
        GC.SuppressFinalize(this);
#pragma warning restore CA1816
        RunOnce();
    }

    private void RunOnce()
    {
        try
        {
            action();
        }
#pragma warning disable CA1031 // Whatever it is, it goes on to be unhandled; here it would surface in an unrelated Exit.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            PoolCrash.Throw(exception);
        }
    }
}
