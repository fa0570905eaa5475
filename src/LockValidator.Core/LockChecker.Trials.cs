namespace LockValidator;

/// <summary>The end of a trial.</summary>
public sealed partial class LockChecker
{
    /// <summary>Whether a finding was taken back.</summary>
    internal bool IsRetracted(Violation finding) => _delivery.IsRetracted(finding);

    /// <summary>An instance on trial has proved to be a lock, or not to be one. What a scope finds out holds outside of it, too.</summary>
    internal void Settle(long instance, bool isLock)
    {
        for (LockChecker? checker = this; checker is not null; checker = checker.ReportsTo)
        {
            checker.SettleHere(instance, isLock);
        }
    }

    private void SettleHere(long instance, bool isLock)
    {
        TrialOutcome outcome;
        var worse = new List<Violation>();
        using (Gate.Enter())
        {
            outcome = isLock ? Trials.Confirm(instance) : Trials.Demote(instance);
            foreach (DependencyGrounds grounds in outcome.Groundless)
            {
                _graph.Forget(grounds.Dependency);
            }

            Cycles.Forget();
            if (!isLock && TrialGates.Remove(instance))
            {
                CycleReview.Ungate(this, instance, worse);
            }

            if (outcome.Groundless.Count > 0)
            {
                ForgetChainsLocked();
            }
        }

        // To the scopes of those who made the order: whoever has just released the lock has nothing to do with it.
        foreach (TrialGrounds ready in outcome.ToReport)
        {
            for (int i = 0; i < ready.Receivers.Count; i++)
            {
                Deliver([i == 0 ? ready.Finding : ready.Finding with { Known = true }], mayThrow: false, ready.Receivers[i]);
            }

            // Scopes are not kept alive by what is over.
            ready.Receivers.Clear();
        }

        Deliver(worse, mayThrow: false);
        _delivery.Retract(outcome.ToRetract);
    }
}
