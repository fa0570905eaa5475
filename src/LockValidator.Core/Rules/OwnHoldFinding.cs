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
            Verdict.Certain,
            mix ? "this flow holds the write side and takes the read side of the same lock" : "this flow holds this very lock, and taking it again cannot succeed",
            static v => v,
            holding: s.Acquisition.OwnIndex);
    }
}
