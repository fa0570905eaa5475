namespace LockValidator;

/// <summary>Reports a lock that its own holder takes again in a way that cannot succeed.</summary>
internal static class OwnHoldFinding
{
    public static void Check(Situation s)
    {
        if (s.Acquisition.OwnIndex == 0 || !s.Acquisition.CannotSucceed)
        {
            return;
        }

        bool mix = s.Acquisition.OwnHold == OwnHold.ReadWriteMix;
        s.Findings.Add(
            s,
            mix ? ViolationKind.ReadWriteMix : ViolationKind.Recursion,
            s.IsInherited(s.Acquisition.OwnIndex) ? Verdict.Possible : Verdict.Certain,
            Reason(s, mix),
            static v => v,
            holding: s.Acquisition.OwnIndex);
    }

    /// <summary>What a forked flow inherited it does not hold: it hangs only if the holder waits for it, which nobody can know here.</summary>
    private static string Reason(Situation s, bool mix) =>
        s.IsInherited(s.Acquisition.OwnIndex) ? "the flow that started this one holds this very lock: neither goes on if that one waits for this one before it releases the lock"
        : mix ? "this flow holds the write side and takes the read side of the same lock"
        : "this flow holds this very lock, and taking it again cannot succeed";
}
