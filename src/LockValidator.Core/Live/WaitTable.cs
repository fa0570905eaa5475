namespace LockValidator;

/// <summary>Who waits for what at present. Fed around waits that really block, never on the way to a free lock.</summary>
internal sealed class WaitTable(LockCheckerOptions options) : IDisposable
{
    private readonly Dictionary<long, WaitQueue> _queues = [];
    private ITimer? _timer;
    private bool _isTimed;

    // Replaced under the gate, read as it is.
    private LiveLimits _limits = new(options.DeadlockLimit, options.StallLimit);

    public LockCheckerOptions Options => options;

    /// <summary>A leaf: nothing is called under it but the clock.</summary>
    public InternalGate Gate { get; } = new();

    public LiveLimits Limits => Volatile.Read(ref _limits);

    /// <summary>What is done at each look. Set once, before anything waits.</summary>
    public Action Look { get; set; } = static () => { };

    public void Begin(LockWait wait)
    {
        using (Gate.Enter())
        {
            if (!_queues.TryGetValue(wait.Instance, out WaitQueue? queue))
            {
                _queues.Add(wait.Instance, queue = new WaitQueue { MovedAt = wait.CountsFrom });
            }

            queue.Waits.Add(wait);
            if (!_isTimed)
            {
                _isTimed = true;
                SetTimerLocked(_limits.Period);
            }
        }
    }

    /// <summary>Other limits from now on; what waits already is looked at as often as they ask for.</summary>
    public void Limit(LiveLimits limits)
    {
        using (Gate.Enter())
        {
            Volatile.Write(ref _limits, limits);
            if (_isTimed && _timer is not null)
            {
                SetTimerLocked(limits.Period);
            }
        }
    }

    public void End(LockWait wait, bool acquired)
    {
        using (Gate.Enter())
        {
            if (!wait.EndLocked() || !_queues.TryGetValue(wait.Instance, out WaitQueue? queue))
            {
                return;
            }

            queue.Waits.Remove(wait);
            if (queue.Waits.Count == 0)
            {
                _queues.Remove(wait.Instance);
            }
            else if (acquired)
            {
                queue.MovedAt = options.Clock.GetTimestamp();
                queue.Holders = null;
            }
        }
    }

    /// <summary>All waits, the longest first; with none left, no more looks are asked for.</summary>
    public List<LockWait> Open()
    {
        using (Gate.Enter())
        {
            if (_queues.Count == 0 && _isTimed)
            {
                _isTimed = false;
                SetTimerLocked(Timeout.InfiniteTimeSpan);
            }

            return [.. _queues.Values.SelectMany(static queue => queue.Waits).OrderBy(static wait => wait.CountsFrom)];
        }
    }

    /// <summary>Whoever waits is seen to wait from now on: the program was stopped as a whole.</summary>
    public void StartAgain()
    {
        using (Gate.Enter())
        {
            long now = options.Clock.GetTimestamp();
            foreach (WaitQueue queue in _queues.Values)
            {
                queue.MovedAt = now;
                queue.Holders = null;
                queue.Waits.ForEach(wait => wait.CountsFrom = now);
            }
        }
    }

    /// <summary>Since when the queue of a wait has stood, where those who hold the lock were the same at each look; null if they were not, or the wait is over.</summary>
    public TimeSpan? Stands(LockWait wait, string holders)
    {
        using (Gate.Enter())
        {
            if (!_queues.TryGetValue(wait.Instance, out WaitQueue? queue) || !queue.Waits.Contains(wait))
            {
                return null;
            }

            if (holders.Length == 0 || (queue.Holders is { } before && before != holders))
            {
                queue.MovedAt = options.Clock.GetTimestamp();
            }

            bool isSame = queue.Holders == holders && holders.Length > 0;
            queue.Holders = holders;
            return isSame ? options.Clock.GetElapsedTime(queue.MovedAt) : null;
        }
    }

    public void Dispose()
    {
        using (Gate.Enter())
        {
            _timer?.Dispose();
            _timer = null;
            _isTimed = true;
        }
    }

    /// <summary>Nothing of the flow that happens to wait first goes with the timer.</summary>
    private void SetTimerLocked(TimeSpan period)
    {
        if (_timer is not null)
        {
            _timer.Change(period, period);
            return;
        }

        bool suppressed = ExecutionContext.IsFlowSuppressed();
        if (!suppressed)
        {
            _ = ExecutionContext.SuppressFlow();
        }

        try
        {
            _timer = options.Clock.CreateTimer(static look => ((Action)look!)(), Look, period, period);
        }
        finally
        {
            if (!suppressed)
            {
                ExecutionContext.RestoreFlow();
            }
        }
    }
}
