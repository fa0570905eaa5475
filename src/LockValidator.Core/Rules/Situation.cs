namespace LockValidator;

/// <summary>What a rule looks at: a flow that takes a lock of a class, and the graph as it is. Rules add to the findings and stop nothing.</summary>
internal sealed class Situation(LockFlow flow, Acquisition acquisition, ClassNode node, DependencyGraph graph, FindingList findings)
{
    public LockFlow Flow { get; } = flow;

    public Acquisition Acquisition { get; } = acquisition;

    public ClassNode Node { get; } = node;

    public DependencyGraph Graph { get; } = graph;

    public FindingList Findings { get; } = findings;

    /// <summary>Where the flow is in the order of starts and joins.</summary>
    public FlowSegment Segment => field ??= Flow.Segment;

    /// <summary>Ticks of UTC.</summary>
    public long Now => Options.Clock.GetUtcNow().Ticks;

    public LockCheckerOptions Options => Flow.Checker.Options;

    public HeldLocks Held => Flow.HeldLocks;

    public FlowContext Context => Flow.Context;

    /// <summary>What the flow holds, for witnesses; null until it was asked for.</summary>
    public (HeldGate[] Holds, bool Truncated)? Holds { get; set; }

    /// <summary>A walk of this chain showed something that a verdict can rest on.</summary>
    public bool FoundNew { get; set; }

    /// <summary>The chain has a dependency: who walks it matters.</summary>
    public bool HasDependency { get; set; }

    /// <summary>The chain has a dependency of a cycle that is harmless so far, or locks of which there are several.</summary>
    public bool MustWatch { get; set; }

    /// <summary>So many flows walked the chain that any may walk it from now on without being looked at.</summary>
    public bool IsByAny { get; init; }

    /// <summary>That the lock was taken now, under the held entry at an index (0: under none).</summary>
    public Witness WitnessOver(int index) =>
        Flow.WitnessOf(Findings.Position, index == 0 ? CodePosition.Unknown : Findings.Builder.PositionOf(Flow, index), IsInherited(index));

    /// <summary>Whether the entry at an index is held only by the flow that forked this one.</summary>
    public bool IsInherited(int index) => index > 0 && Held[index].Bits.IsInherited;
}
