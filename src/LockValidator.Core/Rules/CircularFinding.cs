namespace LockValidator;

/// <summary>Names the cycle that a dependency would close.</summary>
internal static class CircularFinding
{
    public static Violation Add(Situation s, int index, ClassNode from, DependencyKinds kind)
    {
        bool heldShared = s.Held[index].Bits.IsShared;
        List<Dependency>? back = s.Graph.Search.Find(
            s.Node,
            s.Acquisition.Mode == LockMode.SharedRecursive,
            forwards: true,
            usageOnly: false,
            (node, weak) => node == from && (!heldShared || !weak),
            out _);
        ViolationBuilder builder = s.Findings.Builder;
        var closing = new DependencyStep(builder.Snapshot(from), builder.Snapshot(s.Node), kind, s.WitnessOver(index));
        bool declared = back is { Count: > 0 } && back.TrueForAll(d => d.Witness.Declared);
        return s.Findings.Add(
            s,
            declared ? ViolationKind.DeclaredOrderViolation : ViolationKind.CircularDependency,
            declared ? Verdict.Certain : Verdict.Possible,
            declared ? "the program declares the opposite order" : "each of these orders was seen, and flows that take them at one time wait for each other",
            v => v with
            {
                Cycle = [closing, .. builder.Steps(back ?? [])],
                Check = declared ? $"{s.Node.DisplayName} before {from.DisplayName}" : null,
            },
            index,
            back);
    }
}
