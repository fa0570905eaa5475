namespace LockValidator;

/// <summary>Names the cycle that a dependency would close.</summary>
internal static class CircularFinding
{
    /// <param name="s">The acquisition.</param>
    /// <param name="index">The held entry under it.</param>
    /// <param name="from">Its class.</param>
    /// <param name="kind">In which modes.</param>
    /// <param name="wait">A dependency of the cycle that was learnt before and is a wait; null where there is none, or the new one is a wait itself.</param>
    public static Violation Add(Situation s, int index, ClassNode from, DependencyKinds kind, out Dependency? wait)
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
        wait = s.Options.KernelRules ? null : back?.Find(static d => d.IsWait);
        ViolationKind found = declared ? ViolationKind.DeclaredOrderViolation : wait is null ? ViolationKind.CircularDependency : ViolationKind.CircularWait;
        if (from.IsWait || s.Node.IsWait)
        {
            wait = null;
        }

        return s.Findings.Add(
            s,
            found,
            declared ? Verdict.Certain : Verdict.Possible,
            ReasonFor(found),
            v => v with
            {
                Cycle = [closing, .. builder.Steps(back ?? [])],
                Check = declared ? $"{s.Node.DisplayName} before {from.DisplayName}" : null,
            },
            index,
            back);
    }

    private static string ReasonFor(ViolationKind kind) => kind switch
    {
        ViolationKind.DeclaredOrderViolation => "the program declares the opposite order",
        ViolationKind.CircularWait => "each of these steps was seen, and flows that do them at one time wait for each other",
        _ => "each of these orders was seen, and flows that take them at one time wait for each other",
    };
}
