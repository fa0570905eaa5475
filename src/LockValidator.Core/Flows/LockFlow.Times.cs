using System.Globalization;
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>Measuring waits and holds, for a checker that does.</summary>
public sealed partial class LockFlow
{
    private FlowTimes? _times;

    /// <summary>The lock that the flow was about to take is not free: the wait begins. To be called between <see cref="Acquire(in LockMap)"/> and <see cref="Acquired"/>.</summary>
    /// <param name="map">The lock.</param>
    /// <remarks>Does nothing unless times are measured.</remarks>
    public void Contended(in LockMap map)
    {
        if (_times is { } times && Checker.Times is { } table && times.Contended(table, map.Instance) is { } wanted)
        {
            wanted.ContendedAt(Checker.Builder.PositionOfNow(this));
        }
    }

    /// <summary>The lock that the flow waited for has been got.</summary>
    /// <param name="map">The lock.</param>
    public void Acquired(in LockMap map)
    {
        if (_times is { } times && Checker.Times is { } table && times.Acquired(table, map.Instance, out ClassTimes? type) is { } waited)
        {
            Tell(table, listener => listener.Waited(type!.Name, type.Mode, waited));
        }
    }

    /// <summary>Who is to hear of the end of an async flow's hold, where it is measured.</summary>
    internal ILockObserver? Measured(in LockMap map, in AcquireOptions options, ILockObserver? told)
    {
        if (Checker.Times is not { } table || map.Class is not { Tracking: not ClassTracking.None } type || map.IsDemoted || !IsChecking)
        {
            return told;
        }

        ClassTimes times = table.Of(type, options.Subclass != 0 ? options.Subclass : map.Subclass, options.Mode);
        times.Taken(HeldLocks.Depth + 1);
        return new AsyncHoldTimes(table, times, told);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void AcquireSlow(in LockMap map, in AcquireOptions options)
    {
        AcquireUnmeasured(in map, in options);
        if (Checker.Times is { } table)
        {
            MeasureTaken(table, in map, in options);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void ReleaseSlow(in LockMap map, LockMode? mode)
    {
        ReleaseUnmeasured(in map, mode);
        if (_times is not null)
        {
            MeasureReleased(in map, mode);
        }
    }

    private void MeasureTaken(TimesTable table, in LockMap map, in AcquireOptions options)
    {
        if (map.Class is { Tracking: not ClassTracking.None } && !map.IsDemoted && _quiet == 0 && IsChecking)
        {
            (_times ??= new FlowTimes()).Taken(table, in map, in options, HeldLocks.Depth);
        }
    }

    private void MeasureReleased(in LockMap map, LockMode? mode)
    {
        if (_times is not { IsEmpty: false } times || Checker.Times is not { } table || _quiet > 0 || !IsChecking)
        {
            return;
        }

        if (times.Released(table, map.Instance, mode, out ClassTimes? type) is { } held)
        {
            Tell(table, listener => listener.Held(type!.Name, type.Mode, held));
            if (held > table.Limit)
            {
                ReportHeldTooLong(in map, type!.Mode, held, table.Limit.Value);
            }
        }

        if (HeldLocks.Depth == 0)
        {
            times.Clear();
        }
    }

    private void ReportHeldTooLong(in LockMap map, LockMode mode, TimeSpan held, TimeSpan limit) =>
        Guarded("release", (in LockMap lockMap, FindingList findings) =>
        {
            LockMap subject = lockMap;
            using (Checker.Gate.Enter())
            {
                LockUse use = findings.Builder.UseOf(in subject, mode, findings.Position);
                string reason = string.Create(CultureInfo.InvariantCulture, $"held for {held.TotalMilliseconds:0.###} ms; the limit is {limit.TotalMilliseconds:0.###} ms");
                findings.Add(ViolationKind.HeldTooLong, Verdict.Certain, reason, use, static v => v);
            }

            return null;
        }, in map);

    /// <summary>Listeners are user code: what they do on the flow is not looked at.</summary>
    private void Tell(TimesTable table, Action<ILockTimesListener> what)
    {
        if (!table.HasListeners)
        {
            return;
        }

        _busy++;
        HideCache(1);
        try
        {
            table.Tell(what);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Checker.Failures.Note($"a listener of lock times failed: {e}");
        }
        finally
        {
            HideCache(-1);
            _busy--;
        }
    }
}
