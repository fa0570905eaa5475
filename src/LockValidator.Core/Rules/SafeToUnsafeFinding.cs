namespace LockValidator;

/// <summary>Names the two ends that a dependency would join: a class used in a context behind it, and one that the context can interrupt ahead of it.</summary>
internal static class SafeToUnsafeFinding
{
    private const ulong AnyUsedIn = UsageStates.UsedIn | UsageStates.UsedInRead;
    private const ulong AnyEnabled = UsageStates.Enabled | UsageStates.EnabledRead;

    public static Violation Add(Situation s, int index, ClassNode from, DependencyKinds kind)
    {
        uint behind = ContextsBehind(s, index, from);
        ClassNode unsafe_ = s.Node, safe = from;
        List<Dependency>? ahead = Ahead(s, behind, out ClassNode found);
        uint contexts = behind;
        if (ahead is null)
        {
            // Closed through two contexts: the ends have different ones.
            contexts = s.Graph.ConflictingContexts(from, s.Node, kind);
            ahead = Ahead(s, ~0u, out found);
        }

        unsafe_ = found;
        uint enabled = Contexts(unsafe_.JoinedUsage, AnyEnabled);
        List<Dependency>? back = Back(s, index, from, enabled & contexts, out found) ?? Back(s, index, from, ~0u, out found);
        safe = found;
        return Describe(s, index, from, kind, (safe, back ?? []), (unsafe_, ahead ?? []));
    }

    private static Violation Describe(
        Situation s, int index, ClassNode from, DependencyKinds kind, (ClassNode Node, List<Dependency> Path) safe, (ClassNode Node, List<Dependency> Path) unsafe_)
    {
        ViolationBuilder builder = s.Findings.Builder;
        uint both = Contexts(safe.Node.JoinedUsage, AnyUsedIn) & Contexts(unsafe_.Node.JoinedUsage, AnyEnabled);
        int context = System.Numerics.BitOperations.TrailingZeroCount(both != 0 ? both : Contexts(safe.Node.JoinedUsage, AnyUsedIn));
        int through = both != 0 ? context : System.Numerics.BitOperations.TrailingZeroCount(Contexts(unsafe_.Node.JoinedUsage, AnyEnabled));
        ulong usedIn = UsageStates.Bit(context, UsageStates.UsedIn);
        bool read = (safe.Node.JoinedUsage & usedIn) == 0;
        (int Context, bool Read) shown = s.Options.KernelRules ? KernelState(safe.Node.JoinedUsage, unsafe_.Node.JoinedUsage) ?? (context, read) : (context, read);
        Witness now = s.WitnessOver(index);
        string name = ContextTable.At(shown.Context).Name;
        var closing = new DependencyStep(builder.Snapshot(from), builder.Snapshot(s.Node), kind, now);
        return s.Findings.Add(s, ViolationKind.SafeToUnsafeOrder, Verdict.Possible, $"{name} can interrupt a holder of the last class and wait for one that the others keep", v => v with
        {
            Usage = new UsageDetail
            {
                Context = name,
                ThroughContext = through == context ? null : ContextTable.At(through).Name,
                Read = shown.Read,
                Safe = builder.Snapshot(safe.Node),
                Unsafe = builder.Snapshot(unsafe_.Node),
                SafeWitness = safe.Node.UsageWitness(UsageStates.Bit(context, read ? UsageStates.UsedInRead : UsageStates.UsedIn)) ?? now,
                UnsafeWitness = unsafe_.Node.UsageWitness(UsageStates.Bit(through, AnyEnabled)) ?? now,
                Previous = closing.From,
                Next = closing.To,
                Path = [.. builder.Steps(safe.Path), closing, .. builder.Steps(unsafe_.Path)],
            },
        }, index, [.. safe.Path, .. unsafe_.Path]);
    }

    /// <summary>The state that the kernel prints: the first bit of the one end that has its opposite at the other, whichever of the two is used in the context.</summary>
    private static (int Context, bool Read)? KernelState(ulong safe, ulong unsafe_)
    {
        for (int context = 0; context < ContextTable.WithUsage; context++)
        {
            foreach (ulong state in (ReadOnlySpan<ulong>)[UsageStates.UsedIn, UsageStates.UsedInRead, UsageStates.Enabled, UsageStates.EnabledRead])
            {
                ulong opposite = UsageStates.IsUsedIn(state) ? AnyEnabled : AnyUsedIn;
                if ((safe & UsageStates.Bit(context, state)) != 0 && (unsafe_ & UsageStates.Bit(context, opposite)) != 0)
                {
                    return (context, UsageStates.IsRead(state));
                }
            }
        }

        return null;
    }

    /// <summary>The contexts in which some class that leads to the held one is used.</summary>
    private static uint ContextsBehind(Situation s, int index, ClassNode from)
    {
        uint contexts = 0;
        s.Graph.Search.Find(from, s.Held[index].Bits.IsShared, forwards: false, usageOnly: true, (node, weak) =>
        {
            contexts |= ContextsUsedIn(node, weak);
            return false;
        }, out _);
        return contexts;
    }

    private static List<Dependency>? Ahead(Situation s, uint contexts, out ClassNode found) => s.Graph.Search.Find(
        s.Node,
        s.Acquisition.Mode == LockMode.SharedRecursive,
        forwards: true,
        usageOnly: true,
        (node, weak) => (Contexts(node.JoinedUsage, weak ? UsageStates.Enabled : AnyEnabled) & contexts) != 0,
        out found);

    private static List<Dependency>? Back(Situation s, int index, ClassNode from, uint contexts, out ClassNode found) => s.Graph.Search.Find(
        from,
        s.Held[index].Bits.IsShared,
        forwards: false,
        usageOnly: true,
        (node, weak) => (ContextsUsedIn(node, weak) & contexts) != 0,
        out found);

    private static uint ContextsUsedIn(ClassNode node, bool weak)
    {
        uint contexts = 0;
        for (int context = 0; context < ContextTable.WithUsage; context++)
        {
            contexts |= node.UsedIn(context, weak) != 0 ? 1u << context : 0;
        }

        return contexts;
    }

    /// <summary>The contexts for which a class has any of some states.</summary>
    private static uint Contexts(ulong usage, ulong states)
    {
        uint contexts = 0;
        for (int context = 0; context < ContextTable.WithUsage; context++)
        {
            contexts |= (usage & UsageStates.Bit(context, states)) != 0 ? 1u << context : 0;
        }

        return contexts;
    }
}
