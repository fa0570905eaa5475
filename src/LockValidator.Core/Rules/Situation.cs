namespace LockValidator;

/// <summary>What a rule looks at: a flow that takes a lock of a class, and the graph as it is. Rules add to the findings and stop nothing.</summary>
internal sealed class Situation(LockFlow flow, Acquisition acquisition, ClassNode node, DependencyGraph graph, FindingList findings)
{
    public LockFlow Flow { get; } = flow;

    public Acquisition Acquisition { get; } = acquisition;

    public ClassNode Node { get; } = node;

    public DependencyGraph Graph { get; } = graph;

    public FindingList Findings { get; } = findings;

    public LockCheckerOptions Options => Flow.Checker.Options;

    public HeldLocks Held => Flow.HeldLocks;

    public FlowContext Context => Flow.Context;

    /// <summary>That the lock was taken now, under the held entry at an index (0: under none).</summary>
    public Witness WitnessOver(int index) => new(
        Flow.Name,
        Flow.Execution,
        Findings.Position,
        index == 0 ? CodePosition.Unknown : Findings.Builder.PositionOf(Flow, index))
    {
        Inherited = IsInherited(index),
    };

    /// <summary>Whether the entry at an index is held only by the flow that forked this one.</summary>
    public bool IsInherited(int index) => index > 0 && Held[index].Bits.IsInherited;
}
