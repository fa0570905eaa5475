namespace LockValidator;

/// <summary>What is wrong with a release. For callers without the internal lock.</summary>
internal static class ReleaseFindings
{
    /// <summary>The lock is not held (in that mode).</summary>
    /// <returns>The entry to release all the same: that of the other side; 0 for none.</returns>
    public static int NotHeld(LockFlow flow, in LockMap map, LockMode? mode, FindingList findings)
    {
        int other = mode is null ? 0 : HeldSearch.ForRelease(flow, in map, mode: null);
        LockFlow? holder = other > 0 ? null : flow.Checker.Flows.HolderOf(map.Instance, except: flow);
        LockMap subject = map;
        using (flow.Checker.Gate.Enter())
        {
            LockUse use = findings.Builder.UseOf(in subject, mode ?? LockMode.Exclusive, findings.Position);
            if (other > 0)
            {
                LockMode held = flow.HeldLocks[other].Bits.Mode;
                findings.Add(ViolationKind.ReadWriteMix, Verdict.Certain, $"the {mode} side is released, but this flow holds the {held} side", use, v => v with
                {
                    Holding = findings.Builder.UseOf(flow, other),
                });
                return other;
            }

            string reason = holder is null
                ? "this flow does not hold the lock"
                : $"this flow does not hold the lock; {holder.Name} does";
            findings.Add(ViolationKind.UnbalancedRelease, Verdict.Certain, reason, use, v => v with { OtherFlow = holder?.Name });
            return 0;
        }
    }

    /// <summary>The lock is pinned: somebody relies on its staying held.</summary>
    public static void Pinned(LockFlow flow, in LockMap map, int index, FindingList findings) =>
        MapFindings.Add(flow, in map, ViolationKind.PinViolation, "releasing a pinned lock", "somebody pinned the lock and relies on its staying held", findings, index);
}
