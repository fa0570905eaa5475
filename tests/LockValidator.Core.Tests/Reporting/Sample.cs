namespace LockValidator.Core.Tests;

/// <summary>Short ways to write the parts of a finding by hand.</summary>
internal static class Sample
{
    public static ClassSnapshot Class(string name, WaitType inner = WaitType.Sleep, WaitType outer = WaitType.Inherit, string usage = "....", WaitModel model = WaitModel.RealTime)
    {
        int innerLevel = model.Level(inner);
        return new(name, name, 0, new LockKind(inner, outer), usage, outer == WaitType.Inherit ? innerLevel : model.Level(outer), innerLevel);
    }

    public static CodePosition At(params string[] frames) => CodePosition.FromText(frames);

    public static LockUse Use(ClassSnapshot type, string instance, CodePosition position, LockMode mode = LockMode.Exclusive, AcquireKind kind = AcquireKind.Blocking) =>
        new(type, mode, kind, instance, position);

    public static Witness Seen(string flow, string execution, CodePosition position, CodePosition? held = null) =>
        new(flow, execution, position, held ?? CodePosition.Unknown);

    public static DependencyStep Step(ClassSnapshot from, ClassSnapshot to, Witness witness, DependencyKinds kinds = DependencyKinds.EN) =>
        new(from, to, kinds, witness);

    /// <summary>A finding with its required parts; a sample adds the others with <c>with</c>.</summary>
    public static Violation Of(ViolationKind kind, Verdict verdict, string reason, string operation, LockUse? acquiring, params LockUse[] held) => new()
    {
        Kind = kind,
        Verdict = verdict,
        Reason = reason,
        Operation = operation,
        Acquiring = acquiring,
        Held = held,
        Flow = "worker-2",
        Position = acquiring?.Position ?? CodePosition.Unknown,
        Executions = ["OrderTests.Checkout"],
        Fingerprint = kind.RuleId(),
    };

    /// <summary>A cycle of that many locks, L0 -> L1 -> ... -> L0, each step seen in a flow of its own.</summary>
    public static Violation Ring(int locks)
    {
        ClassSnapshot[] classes = [.. Enumerable.Range(0, locks).Select(i => Class($"L{i}"))];
        DependencyStep[] cycle =
        [
            .. Enumerable.Range(0, locks).Select(i => Step(
                classes[i],
                classes[(i + 1) % locks],
                Seen($"flow-{i}", "Ring", At($"Ring.Take{(i + 1) % locks} at Ring.cs:{i + 10}"), At($"Ring.Take{i} at Ring.cs:{i + 10}")))),
        ];
        LockUse held = Use(classes[0], "1", At("Ring.Take0 at Ring.cs:9"));
        return Of(
            ViolationKind.CircularDependency,
            Verdict.Possible,
            "The orders were seen in flows that can run at the same time.",
            "acquire",
            Use(classes[1 % locks], "2", At("Ring.Take1 at Ring.cs:10")),
            held) with
        {
            Flow = "flow-0",
            Executions = ["Ring"],
            Holding = held,
            Cycle = cycle,
        };
    }
}
