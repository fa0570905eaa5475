namespace LockValidator;

/// <summary>An await needs the widest wait level; a lock that belongs to its thread allows sleeping at most. Source: docs/design.md, wait types.</summary>
internal static class AwaitFinding
{
    public static void Add(LockFlow flow, int index, FindingList findings)
    {
        WaitModel model = flow.Checker.Options.WaitModel;
        LockUse held = findings.Builder.UseOf(flow, index);
        findings.Add(
            ViolationKind.InvalidWaitContext,
            Verdict.Certain,
            "the lock belongs to the thread that took it, and the flow goes on, or ends, without having released it there",
            held with { Position = findings.Position },
            v => v with
            {
                Holding = held,
                WaitContext = new WaitContextDetail(model, WaitType.Max, WaitType.Sleep, model.Level(WaitType.Max), "task", held),
            });
    }
}
