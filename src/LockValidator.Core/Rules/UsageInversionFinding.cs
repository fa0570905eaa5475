namespace LockValidator;

/// <summary>Names what a usage mark broke with another class: the path between the class used in a context and the one that it can interrupt.</summary>
internal static class UsageInversionFinding
{
    public static void Add(Situation s, int context, bool forwards)
    {
        ulong write = UsageStates.Bit(context, forwards ? UsageStates.Enabled : UsageStates.UsedIn);
        ulong read = UsageStates.Bit(context, forwards ? UsageStates.EnabledRead : UsageStates.UsedInRead);
        List<Dependency>? path = Search(s, forwards, context, out ClassNode other);
        int through = context;
        for (int each = 0; path is null && each < ContextTable.Columns; each++)
        {
            // Closed through a second context: name the leg up to that one.
            through = each;
            write = UsageStates.Bit(each, forwards ? UsageStates.Enabled : UsageStates.UsedIn);
            read = UsageStates.Bit(each, forwards ? UsageStates.EnabledRead : UsageStates.UsedInRead);
            path = Search(s, forwards, each, out other);
        }

        bool otherIsRead = (other.JoinedUsage & write) == 0;
        ViolationBuilder builder = s.Findings.Builder;
        (ClassNode safe, ClassNode unsafe_) = forwards ? (s.Node, other) : (other, s.Node);
        Witness now = s.WitnessOver(0);
        Witness then = other.UsageWitness(otherIsRead ? read : write) ?? now;
        string name = ContextTable.At(context).Name;
        s.Findings.Add(s, ViolationKind.UsageInversion, Verdict.Possible, $"{name} takes one of these classes and can interrupt a holder of the other, which leads to it", v => v with
        {
            Usage = new UsageDetail
            {
                Context = name,
                ThroughContext = through == context ? null : ContextTable.At(through).Name,
                Read = otherIsRead,
                Safe = builder.Snapshot(safe),
                Unsafe = builder.Snapshot(unsafe_),
                SafeWitness = forwards ? now : then,
                UnsafeWitness = forwards ? then : now,
                Forwards = forwards,
                Path = builder.Steps(path ?? []),
            },
        }, path: path);
    }

    private static List<Dependency>? Search(Situation s, bool forwards, int context, out ClassNode other)
    {
        ulong write = UsageStates.Bit(context, UsageStates.Enabled), read = UsageStates.Bit(context, UsageStates.EnabledRead);
        LockMode mode = s.Acquisition.Mode;
        bool weak = forwards ? mode == LockMode.SharedRecursive : mode != LockMode.Exclusive;
        return s.Graph.Search.Find(
            s.Node, weak, forwards, usageOnly: true, (node, weakly) => forwards ? (node.JoinedUsage & (weakly ? write : write | read)) != 0 : node.UsedIn(context, weakly) != 0, out other);
    }
}
