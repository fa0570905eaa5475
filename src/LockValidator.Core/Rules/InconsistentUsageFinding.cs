namespace LockValidator;

/// <summary>Names what a usage mark broke within its own class.</summary>
internal static class InconsistentUsageFinding
{
    public static void Add(Situation s, ulong before, ulong added)
    {
        ClassSnapshot type = s.Findings.Builder.Snapshot(s.Node);
        bool usedNow = UsageStates.IsUsedIn(UsageStates.StateOf(added));
        Witness earlier = s.Node.UsageWitness(before) ?? s.WitnessOver(0);
        Witness now = s.WitnessOver(0);
        string context = ContextTable.At(UsageStates.ContextOf(added)).Name;
        s.Findings.Add(s, ViolationKind.InconsistentUsage, Verdict.Possible, $"{context} can interrupt a holder of this lock and wait for it for ever", v => v with
        {
            Usage = new UsageDetail
            {
                Context = context,
                Read = UsageStates.IsRead(UsageStates.StateOf(before)) || UsageStates.IsRead(UsageStates.StateOf(added)),
                Safe = type,
                Unsafe = type,
                SafeWitness = usedNow ? now : earlier,
                UnsafeWitness = usedNow ? earlier : now,
                From = UsageStates.NameOf(before),
                To = UsageStates.NameOf(added),
            },
        });
    }
}
