namespace LockValidator;

/// <summary>A clock that is moved by hand, with its timers.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly List<HandTimer> _timers = [];
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers run.</summary>
    public int Running => _timers.Count(static timer => timer.Period != Timeout.InfiniteTimeSpan);

    public override long GetTimestamp() => _now.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, () => callback(state));
        _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on, and lets all timers ring that are due.</summary>
    public void Advance(TimeSpan time)
    {
        TimeSpan end = _now + time;
        while (_timers.Where(static timer => timer.Due != Timeout.InfiniteTimeSpan).MinBy(static timer => timer.Due) is { } next && next.Due <= end)
        {
            _now = next.Due > _now ? next.Due : _now;
            next.Ring();
        }

        _now = end;
    }

    /// <summary>Moves on without any timer having rung meanwhile: the machine slept.</summary>
    public void Sleep(TimeSpan time) => _now += time;

    private sealed class HandTimer(HandClock clock, Action ring) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public TimeSpan Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Period = period;
            Due = dueTime == Timeout.InfiniteTimeSpan ? dueTime : clock._now + dueTime;
            return true;
        }

        public void Ring()
        {
            Due = clock._now + Period;
            ring();
        }

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
