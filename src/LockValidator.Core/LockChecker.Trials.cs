namespace LockValidator;

/// <summary>The end of a trial.</summary>
public sealed partial class LockChecker
{
    /// <summary>Whether a finding was taken back.</summary>
    internal bool IsRetracted(Violation finding) => _delivery.IsRetracted(finding);

    /// <summary>An instance on trial has proved to be a lock, or not to be one.</summary>
    internal void Settle(long instance, bool isLock)
    {
        TrialOutcome outcome;
        using (Gate.Enter())
        {
            outcome = isLock ? Trials.Confirm(instance) : Trials.Demote(instance);
            foreach (Dependency dependency in outcome.Groundless)
            {
                _graph.Forget(dependency);
            }

            if (outcome.Groundless.Count > 0)
            {
                ForgetChainsLocked();
            }
        }

        Deliver(outcome.ToReport, mayThrow: false);
        _delivery.Retract(outcome.ToRetract);
    }
}
