namespace LockValidator;

/// <summary>What it means that a flow takes an instance that it holds already, or a second one of its class. Asked before the internal lock is taken.</summary>
internal static class OwnHoldRule
{
    public static OwnHold Judge(LockFlow flow, Acquisition a)
    {
        HeldLocks held = flow.HeldLocks;
        if (!held.MayHoldClass(a.ClassId))
        {
            return OwnHold.None;
        }

        int own = LastOwn(held, a);
        if (own > 0)
        {
            a.OwnIndex = own;
            return JudgeOwn(held[own].Bits.Mode, a);
        }

        return JudgeClass(flow, a);
    }

    /// <summary>The newest real hold of the instance; one that is there for its release only says nothing about sides.</summary>
    private static int LastOwn(HeldLocks held, Acquisition a)
    {
        int found = 0;
        for (int i = held.Depth; i > 0; i--)
        {
            if (held[i].Instance == a.Instance)
            {
                if (held[i].Bits.Mode == a.Mode)
                {
                    return i;
                }

                found = found == 0 || held[i].Bits.Mode == LockMode.Exclusive ? i : found;
            }
        }

        return found;
    }

    private static OwnHold JudgeOwn(LockMode heldAs, Acquisition a) => (heldAs, a.Mode) switch
    {
        // The flow may become the writer: it waits for the other readers, not for itself.
        (LockMode.Upgradeable, LockMode.Exclusive) => OwnHold.Upgrade,
        _ when a.IsTry || a.IsUnchecked => a.IsReentrant && heldAs == a.Mode ? OwnHold.Counted : OwnHold.Transparent,
        (LockMode.Upgradeable, LockMode.Shared or LockMode.SharedRecursive) => OwnHold.Transparent,
        (LockMode.Shared or LockMode.SharedRecursive, LockMode.SharedRecursive) => OwnHold.Transparent,
        (LockMode.Shared or LockMode.SharedRecursive, LockMode.Exclusive) => OwnHold.Recursion,
        (LockMode.Exclusive, LockMode.Shared or LockMode.SharedRecursive) => a.IsReentrant ? OwnHold.Transparent : OwnHold.ReadWriteMix,
        (LockMode.Shared, LockMode.Upgradeable) => OwnHold.Transparent,

        // The slot alone is judged: one finding, not one for each of the two parts.
        (LockMode.Upgradeable, LockMode.Upgradeable) when !a.IsReentrant => OwnHold.Transparent,
        _ when a.IsReentrant => heldAs == a.Mode ? OwnHold.Counted : OwnHold.Transparent,
        _ => OwnHold.Recursion,
    };

    private static OwnHold JudgeClass(LockFlow flow, Acquisition a)
    {
        HeldLocks held = flow.HeldLocks;
        bool repeats = false;
        for (int i = held.Depth; i > 0; i--)
        {
            HeldBits bits = held[i].Bits;
            if (!held[i].IsOf(a.ClassId, a.Subclass) || bits.IsTransparent || bits.IsForgotten)
            {
                continue;
            }

            repeats = true;
            if (a.IsTry || a.IsUnchecked || bits.IsUnchecked || SameClass.Allows(flow, i, a, out int? compared))
            {
                continue;
            }

            if (a.NestInstance != 0 && held.LastOf(a.NestInstance, a.Nest.Class?.Id ?? 0) is > 0 and int nest && nest < i)
            {
                a.IsNested = true;
                continue;
            }

            a.SameClassIndex = i;
            a.Compared = compared;
            return OwnHold.SameClass;
        }

        return repeats ? OwnHold.RepeatedClass : OwnHold.None;
    }
}
