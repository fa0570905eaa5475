namespace LockValidator;

/// <summary>Findings about one lock that need no graph. For callers without the internal lock.</summary>
internal static class MapFindings
{
    /// <summary>A check that failed, by the identifier that reports print.</summary>
    public static void Add(LockFlow flow, in LockMap map, ViolationKind kind, string? check, string reason, FindingList findings, int holding = 0)
    {
        LockMap subject = map;
        using (flow.Checker.Gate.Enter())
        {
            // A held entry knows its class better than the map: it may have been taken with a subclass.
            LockUse? held = holding > 0 ? findings.Builder.UseOf(flow, holding) : null;
            LockUse use = held is null ? findings.Builder.UseOf(in subject, LockMode.Exclusive, findings.Position) : held with { Position = findings.Position };
            findings.Add(kind, Verdict.Certain, reason, use, v => v with { Check = check, Holding = held });
        }
    }

    /// <summary>A check that is about no lock.</summary>
    public static void Add(LockFlow flow, ViolationKind kind, string? check, string reason, FindingList findings)
    {
        using (flow.Checker.Gate.Enter())
        {
            findings.Add(kind, Verdict.Certain, reason, subject: null, v => v with { Check = check });
        }
    }

    public static void InvalidSubclass(LockFlow flow, in LockMap map, int subclass, FindingList findings) =>
        Add(flow, in map, ViolationKind.InvalidSubclass, subclass.ToString(System.Globalization.CultureInfo.InvariantCulture), $"subclass {subclass} is outside 0 to {LockClass.Subclasses - 1}; the last one is used instead", findings);

    public static void UseAfterDestroy(LockFlow flow, in LockMap map, FindingList findings) =>
        Add(flow, in map, ViolationKind.UseAfterDestroy, null, "the lock was destroyed before", findings);

    /// <summary>An exclusive owner excludes all others.</summary>
    public static void CheckSecondOwner(LockFlow flow, in LockMap map, LockMode mode, FindingList findings)
    {
        if (flow.Checker.Flows.HolderOf(map.Instance, except: flow) is not { } other || (mode != LockMode.Exclusive && !other.SeemsToHoldAlone(map.Instance)))
        {
            return;
        }

        LockMap subject = map;
        using (flow.Checker.Gate.Enter())
        {
            LockUse use = findings.Builder.UseOf(in subject, mode, findings.Position);
            findings.Add(ViolationKind.DoubleOwner, Verdict.Certain, $"{other.Name} owns the lock", use, v => v with { OtherFlow = other.Name });
        }
    }
}
