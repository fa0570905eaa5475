namespace LockValidator;

/// <summary>
/// Two locks of one class held together, with nothing that orders them. Graded by the instances: once two of them were taken in both
/// orders, or several in a cycle, it can deadlock; while the order of instances has been consistent it is worth knowing.
/// </summary>
internal static class SameClassNestingRule
{
    public static void Check(Situation s)
    {
        Acquisition a = s.Acquisition;
        if (a.SameClassIndex == 0)
        {
            return;
        }

        bool consistent = s.Flow.Checker.InstanceOrders.Learn(s.Held[a.SameClassIndex].Instance, a.Instance);
        s.Findings.Add(
            s,
            ViolationKind.SameClassNesting,
            consistent ? Verdict.Informational : Verdict.Possible,
            consistent
                ? "the instances were always taken in one order so far, but nothing guarantees it"
                : "instances of this class were taken in both orders",
            v => v with { Compared = a.Compared },
            holding: a.SameClassIndex);
    }
}
