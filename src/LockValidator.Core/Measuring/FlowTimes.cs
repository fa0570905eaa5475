namespace LockValidator;

/// <summary>The holds of one flow that are being measured. Used by that flow alone.</summary>
/// <remarks>Apart from the held locks themselves, whose entries have no room for a time: the hot path must not pay for it.</remarks>
internal sealed class FlowTimes
{
    // Oldest first; few.
    private readonly List<OpenHold> _open = [];

    public bool IsEmpty => _open.Count == 0;

    /// <summary>A lock is about to be taken, or has just been tried for with success.</summary>
    public void Taken(TimesTable table, in LockMap map, in AcquireOptions options, int depth)
    {
        int at = Find(map.Instance, options.Mode);
        if (at >= 0 && map.IsReentrant)
        {
            _open[at] = _open[at] with { Reentries = _open[at].Reentries + 1 };
            _open[at].Class.TakenAgain();
            return;
        }

        ClassTimes times = table.Of(map.Class!, options.Subclass != 0 ? options.Subclass : map.Subclass, options.Mode);
        times.Taken(depth);
        _open.Add(new OpenHold(map.Instance, times, table.Clock.GetTimestamp()));
    }

    /// <summary>The lock that was asked for last is not free.</summary>
    /// <returns>Where that counts if the place is wanted; else null.</returns>
    public ClassTimes? Contended(TimesTable table, long instance)
    {
        int at = Find(instance, mode: null);
        if (at < 0 || _open[at].IsWaiting || _open[at].Reentries > 0)
        {
            return null;
        }

        _open[at] = _open[at] with { IsWaiting = true, Since = table.Clock.GetTimestamp() };
        return _open[at].Class.Contended() ? _open[at].Class : null;
    }

    /// <summary>The lock that was waited for has been got.</summary>
    /// <returns>How long it took; null where it was not waited for.</returns>
    public TimeSpan? Acquired(TimesTable table, long instance, out ClassTimes? times)
    {
        int at = Find(instance, mode: null);
        times = at < 0 ? null : _open[at].Class;
        if (at < 0 || !_open[at].IsWaiting)
        {
            return null;
        }

        long now = table.Clock.GetTimestamp();
        TimeSpan waited = table.Clock.GetElapsedTime(_open[at].Since, now);
        times!.Waited(waited);
        _open[at] = _open[at] with { IsWaiting = false, Since = now };
        return waited;
    }

    /// <summary>A lock is released.</summary>
    /// <returns>How long it was held, if that is over; else null.</returns>
    public TimeSpan? Released(TimesTable table, long instance, LockMode? mode, out ClassTimes? times)
    {
        int at = Find(instance, mode);
        times = at < 0 ? null : _open[at].Class;
        if (at < 0)
        {
            return null;
        }

        OpenHold open = _open[at];
        if (open.Reentries > 0)
        {
            _open[at] = open with { Reentries = open.Reentries - 1 };
            return null;
        }

        _open.RemoveAt(at);
        if (open.IsWaiting)
        {
            open.Class.GivenUp();
            return null;
        }

        TimeSpan held = table.Clock.GetElapsedTime(open.Since);
        open.Class.Held(held, held > table.Limit);
        return held;
    }

    /// <summary>The flow holds nothing: what is still open was ended in a way that is not measured.</summary>
    public void Clear() => _open.Clear();

    private int Find(long instance, LockMode? mode) => _open.FindLastIndex(open => open.Instance == instance && (mode is null || open.Class.Mode == mode));
}
