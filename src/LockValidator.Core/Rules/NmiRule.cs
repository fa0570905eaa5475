namespace LockValidator;

/// <summary>
/// Nothing is tracked in a non-maskable interrupt, but it can interrupt any holder: a class that is used outside must not be waited
/// for in one.
/// </summary>
internal static class NmiRule
{
    public static void Check(LockFlow flow, in LockMap map, in AcquireOptions options)
    {
        if (!flow.Context.InNmi || options.Kind == AcquireKind.Try || map.Class is not { } type)
        {
            return;
        }

        ulong outside = UsageStates.Used | (options.Mode == LockMode.Exclusive ? UsageStates.UsedRead : 0);
        int subclass = options.Subclass != 0 ? options.Subclass : map.Subclass;
        flow.CheckInNmi(in map, findings =>
        {
            if (flow.Checker.Graph.Find(type.Id, subclass) is not { } node || (node.Usage & outside) == 0)
            {
                return;
            }

            ClassSnapshot snapshot = findings.Builder.Snapshot(node);
            var now = new Witness(flow.Name, flow.Execution, findings.Position, CodePosition.Unknown);
            var use = new LockUse(snapshot, LockMode.Exclusive, AcquireKind.Blocking, "", findings.Position);
            findings.Add(ViolationKind.InconsistentUsage, Verdict.Possible, "a non-maskable interrupt can interrupt any holder of this lock and wait for it for ever", use, v => v with
            {
                Usage = new UsageDetail
                {
                    Context = InterruptContext.Nmi.Name,
                    Read = false,
                    Safe = snapshot,
                    Unsafe = snapshot,
                    SafeWitness = now,
                    UnsafeWitness = now,
                    From = "INITIAL USE",
                    To = "IN-NMI",
                },
            });
        });
    }
}
