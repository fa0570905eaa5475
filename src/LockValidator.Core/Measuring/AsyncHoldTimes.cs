namespace LockValidator;

/// <summary>Measures one hold of an async flow, which may be released on any thread. Stands where the hold's observer does, and hands on to that.</summary>
internal sealed class AsyncHoldTimes(TimesTable table, ClassTimes times, ILockObserver? told) : ILockObserver
{
    // Written by the flow that takes the lock; read by the one that releases it, which has been given the hold by then.
    private long _since = table.Clock.GetTimestamp();
    private bool _isContended;
    private bool _isHeld;

    public void Contended()
    {
        _isContended = true;
        times.Contended();
    }

    public void MarkHeld()
    {
        long now = table.Clock.GetTimestamp();
        if (_isContended)
        {
            TimeSpan waited = table.Clock.GetElapsedTime(_since, now);
            times.Waited(waited);
            table.Tell(listener => listener.Waited(times.Name, times.Mode, waited));
        }

        _since = now;
        _isHeld = true;
    }

    public void Acquiring(in LockMap map, in AcquireOptions options)
    {
    }

    public void Released(in LockMap map, LockMode? mode)
    {
        if (_isHeld)
        {
            TimeSpan held = table.Clock.GetElapsedTime(_since);
            times.Held(held, held > table.Limit);
            table.Tell(listener => listener.Held(times.Name, times.Mode, held));
        }
        else
        {
            times.GivenUp();
        }

        told?.Released(in map, mode);
    }
}
