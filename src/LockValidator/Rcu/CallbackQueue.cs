namespace LockValidator;

/// <summary>Runs callbacks on the pool, each after a grace period that begins after it was added, in the order of their adding.</summary>
internal sealed class CallbackQueue(GracePeriods periods)
{
    private readonly Queue<(Action Action, ExecutionContext? Context)> _waiting = new();

    // Under the lock of _waiting. True while a worker is there that will look at the queue again.
    private bool _working;

    public void Add(Action callback)
    {
        ExecutionContext? context = ExecutionContext.Capture();
        lock (_waiting)
        {
            _waiting.Enqueue((callback, context));
            if (_working)
            {
                return;
            }

            _working = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static queue => _ = queue.WorkAsync(), this, preferLocal: false);
    }

    private async Task WorkAsync()
    {
        while (TakeAll() is { } batch)
        {
            await periods.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            foreach ((Action action, ExecutionContext? context) in batch)
            {
                Run(action, context);
            }
        }
    }

    private (Action Action, ExecutionContext? Context)[]? TakeAll()
    {
        lock (_waiting)
        {
            if (_waiting.Count == 0)
            {
                _working = false;
                return null;
            }

            (Action, ExecutionContext?)[] batch = [.. _waiting];
            _waiting.Clear();
            return batch;
        }
    }

    private static void Run(Action action, ExecutionContext? context)
    {
        try
        {
            if (context is null)
            {
                action();
            }
            else
            {
                ExecutionContext.Run(context, static action => ((Action)action!)(), action);
            }
        }
#pragma warning disable CA1031 // Whatever it is, it goes on to be unhandled, and must not keep the callbacks behind it from running.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            PoolCrash.Throw(exception);
        }
    }
}
