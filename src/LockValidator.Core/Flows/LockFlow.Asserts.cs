namespace LockValidator;

/// <summary>What code may assert of the flow that runs it. A failed assertion is a finding, never an exception of its own.</summary>
public sealed partial class LockFlow
{
    /// <summary>Whether the flow holds a lock.</summary>
    /// <param name="map">The lock.</param>
    /// <param name="mode">The side; null: either. <see cref="LockMode.Shared"/> means any reader's.</param>
    public bool IsHeld(in LockMap map, LockMode? mode = null)
    {
        if (t_held == HeldLocks)
        {
            CatchUpWithAsync();
        }

        return HeldSearch.IsHeld(this, in map, mode);
    }

    /// <summary>The flow must hold a lock.</summary>
    /// <param name="map">The lock.</param>
    /// <param name="mode">The side; null: either. <see cref="LockMode.Shared"/> means any reader's.</param>
    public void AssertHeld(in LockMap map, LockMode? mode = null)
    {
        Record(new FlowOperation(OperationCode.AssertHeld, this) { Map = map, HasMode = mode is not null, Options = new AcquireOptions(mode ?? default) });
        if (map.Class is null || !IsChecking || IsHeld(in map, mode))
        {
            return;
        }

        string check = mode switch
        {
            null => "lockdep_assert_held",
            LockMode.Exclusive => "lockdep_assert_held_write",
            _ => "lockdep_assert_held_read",
        };
        Assert(in map, check, mode is null ? "the flow does not hold the lock" : $"the flow does not hold the {mode} side");
    }

    /// <summary>The flow must not hold a lock.</summary>
    /// <param name="map">The lock.</param>
    public void AssertNotHeld(in LockMap map)
    {
        Record(new FlowOperation(OperationCode.AssertNotHeld, this) { Map = map });
        if (map.Class is not null && IsChecking && IsHeld(in map))
        {
            Assert(in map, "lockdep_assert_not_held", "the flow holds the lock");
        }
    }

    /// <summary>The flow must hold nothing.</summary>
    public void AssertNoneHeld()
    {
        Record(new FlowOperation(OperationCode.AssertNoneHeld, this));
        if (IsChecking && HeldLocks.Depth > 0)
        {
            Assert("lockdep_assert_none_held", "the flow holds locks");
        }
    }

    /// <summary>A context must be able to interrupt the flow, or must not.</summary>
    /// <param name="context">The context.</param>
    /// <param name="enabled">Which of the two.</param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public void AssertEnabled(InterruptContext context, bool enabled = true)
    {
        ArgumentNullException.ThrowIfNull(context);
        Record(new FlowOperation(OperationCode.AssertEnabled, this) { Context = context, Flag = enabled });
        if (!IsChecking || Context.IsEnabled(context) == enabled)
        {
            return;
        }

        string what = context == InterruptContext.Hard ? "irqs" : context.Name;
        Assert($"lockdep_assert_{what}_{(enabled ? "enabled" : "disabled")}", $"{context.Name} is {(enabled ? "disabled" : "enabled")}");
    }

    /// <summary>Read-copy-update data is about to be used: the flow must be in a read section.</summary>
    /// <param name="map">The map of the read sections.</param>
    public void AssertInReadSection(in LockMap map)
    {
        Record(new FlowOperation(OperationCode.AssertInReadSection, this) { Map = map });
        if (map.Class is not null && IsChecking && !IsHeld(in map))
        {
            Suspect(in map, "use data guarded by", "use outside a read section", "the data may be freed at any moment: no read section is open");
        }
    }

    /// <summary>A grace period is about to be waited for: the flow must not be in a read section, which the wait would wait for.</summary>
    /// <param name="map">The map of the read sections.</param>
    public void AssertNotInReadSection(in LockMap map)
    {
        Record(new FlowOperation(OperationCode.AssertNotInReadSection, this) { Map = map });
        if (map.Class is not null && IsChecking && IsHeld(in map))
        {
            Suspect(in map, "wait for a grace period of", "wait inside a read section", "a grace period waits for all read sections, this flow's own included: it would never end");
        }
    }

    /// <summary>This code may block: the context and what is held must allow it.</summary>
    public void MightBlock()
    {
        Record(new FlowOperation(OperationCode.MightBlock, this));
        if (!IsChecking)
        {
            return;
        }

        Guarded("block", (in LockMap _, FindingList findings) =>
        {
            using (Checker.Gate.Enter())
            {
                if (WaitContextRule.Exceeded(this, Checker.Graph, WaitType.Sleep, Checker.Options.WaitModel) is { } surroundings)
                {
                    WaitContextDetail detail = WaitContextRule.Detail(this, findings.Builder, Checker.Graph, surroundings, WaitType.Sleep);
                    findings.Add(ViolationKind.BlockingNotAllowed, Verdict.Certain, WaitContextRule.ReasonFor(surroundings, WaitType.Sleep), subject: null, v => v with
                    {
                        WaitContext = detail,
                        Holding = detail.Limit,
                    });
                }
            }

            return null;
        }, default);
    }

    private void Assert(in LockMap map, string check, string reason) =>
        Guarded("assert on", (in LockMap lockMap, FindingList findings) =>
        {
            MapFindings.Add(this, in lockMap, ViolationKind.AssertionFailed, check, reason, findings);
            return null;
        }, in map);

    private void Assert(string check, string reason) =>
        Guarded("assert", (in LockMap _, FindingList findings) =>
        {
            MapFindings.Add(this, ViolationKind.AssertionFailed, check, reason, findings);
            return null;
        }, default);

    private void Suspect(in LockMap map, string operation, string check, string reason) =>
        Guarded(operation, (in LockMap lockMap, FindingList findings) =>
        {
            MapFindings.Add(this, in lockMap, ViolationKind.SuspiciousRcuUsage, check, reason, findings, HeldSearch.Any(this, in lockMap, mode: null));
            return null;
        }, in map, mayThrow: true);
}
