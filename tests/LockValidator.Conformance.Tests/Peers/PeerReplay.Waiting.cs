namespace LockValidator.Conformance.Tests;

/// <summary>Threads that start, end, and wait for each other.</summary>
internal sealed partial class PeerReplay
{
    private const string PredicateAcquires = "predicate acquires ";
    private const string After = "after ";

    private readonly List<(LockFlow Flow, PeerLock Lock, int Count, PeerLock Predicate)> _waits = [];
    private readonly Dictionary<string, List<string>> _atBarrier = [];

    private bool DoWithWaiting(PeerOperation op)
    {
        switch (op.Name)
        {
            case "start":
                _threads.Start(op.Thread, op.Target);
                return true;
            case "join":
                _threads.Join(op.Thread, op.Target);
                return true;
            case "signal":
                _threads[op.Thread].Signal(op.Target);
                return true;
            case "wait":
                _threads[op.Thread].Wait(op.Target);
                return true;
            case "barrier":
                ReachBarrier(op);
                return true;
            case "cond_wait":
                WaitForCondition(op);
                return true;
            case "send" when op.Argument == "blocks":
                // The sender waits for whoever receives.
                _threads[op.Thread].MightAcquire(in _locks[op.Target].Map);
                return true;
            case "recv" when op.Argument.StartsWith(After, StringComparison.Ordinal):
                _threads[op.Thread].Release(in _locks[op.Target].Map);
                return true;
            case "write" or "read":
                // Values are not tracked.
                return true;
            case "detector_off":
                _threads[op.Thread].Pause();
                return true;
            case "detector_on":
                _threads[op.Thread].Resume();
                return true;
            case "exit":
                _threads[op.Thread].End();
                return true;
            case "exit_process":
                _processEnded = true;
                return true;
            case "return_scope":
                _threads[op.Thread].ScopeEnded(PeerThreads.ScopeOf(op));
                return true;
            case "thread_exit_callback_acq":
                AcquireAfterEnd(op);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A receiver that comes to receive only after it got a lock runs as its channel from where it wants the lock.</summary>
    private void BecomeChannelBefore(PeerOperation op)
    {
        PeerOperation? receive = op.Name != "want" ? null : _scenario.Operations.FirstOrDefault(
            later => later.Index > op.Index && later.Thread == op.Thread && later.Name == "recv" && later.Argument == After + op.Target);
        if (receive is not null)
        {
            _threads[op.Thread].Acquire(in _locks[receive.Target].Map);
        }
    }

    /// <summary>Whoever passes comes after all who arrived.</summary>
    private void ReachBarrier(PeerOperation op)
    {
        int members = _scenario.Operations.Where(other => other.Name == "barrier" && other.Target == op.Target).Select(static other => other.Thread).Distinct().Count();
        List<string> arrived = _atBarrier.TryGetValue(op.Target, out List<string>? known) ? known : _atBarrier[op.Target] = [];
        arrived.Add(op.Thread);
        _threads[op.Thread].Signal($"{op.Target} {op.Thread}");
        if (arrived.Count < members)
        {
            return;
        }

        foreach (string thread in arrived)
        {
            foreach (string other in arrived.Where(other => other != thread))
            {
                _threads[thread].Wait($"{op.Target} {other}");
            }
        }

        arrived.Clear();
    }

    /// <summary>The predicate is tried with the lock held, before the wait gives it up and after it has taken it again.</summary>
    private void WaitForCondition(PeerOperation op)
    {
        if (!op.Argument.StartsWith(PredicateAcquires, StringComparison.Ordinal))
        {
            throw new FormatException($"Condition '{op.Argument}' is not known.");
        }

        LockFlow flow = _threads[op.Thread];
        PeerLock waitedOn = _locks[op.Target];
        PeerLock predicate = _locks[op.Argument[PredicateAcquires.Length..]];
        TakeAndRelease(flow, predicate);
        _waits.Add((flow, waitedOn, flow.ReleaseAll(in waitedOn.Map), predicate));
    }

    private void TakeAgainAfterWaits()
    {
        foreach ((LockFlow flow, PeerLock waitedOn, int count, PeerLock predicate) in _waits)
        {
            flow.AcquireAgain(in waitedOn.Map, count);
            TakeAndRelease(flow, predicate);
        }

        _waits.Clear();
    }

    private void AcquireAfterEnd(PeerOperation op)
    {
        LockFlow flow = _threads[op.Thread];
        flow.End();
        TakeAndRelease(flow, _locks[op.Target]);
        flow.End();
    }

    private static void TakeAndRelease(LockFlow flow, PeerLock taken)
    {
        flow.Acquire(in taken.Map);
        flow.Release(in taken.Map);
    }
}
