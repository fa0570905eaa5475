namespace LockValidator;

/// <summary>Names the cycle that a dependency would close, and has it judged.</summary>
internal static class CircularFinding
{
    /// <param name="s">The acquisition.</param>
    /// <param name="index">The held entry under it.</param>
    /// <param name="closing">The dependency between them.</param>
    /// <param name="kind">In which modes.</param>
    /// <param name="wait">A dependency of the cycle that was learnt before and is a wait; null where there is none, or the new one is a wait itself.</param>
    public static Violation Add(Situation s, int index, Dependency closing, DependencyKinds kind, out Dependency? wait)
    {
        ClassNode from = closing.From;
        bool heldShared = s.Held[index].Bits.IsShared;
        IReadOnlyList<Dependency> back = s.Graph.Search.Find(
            s.Node,
            s.Acquisition.Mode == LockMode.SharedRecursive,
            forwards: true,
            usageOnly: false,
            (node, weak) => node == from && (!heldShared || !weak),
            out _) ?? [];
        ViolationKind found = KindOf(s, back, out wait);
        bool graded = found == ViolationKind.CircularDependency && !s.Options.KernelRules && !closing.IsWait && back.Count > 0;
        if (closing.IsWait)
        {
            wait = null;
        }

        if (graded)
        {
            (Judgement judgement, back) = CycleReview.OfClosing(s, closing, back);
            Violation finding = Make(s, index, found, kind, judgement, from, back);
            CycleReview.Reported(s.Flow.Checker, [closing, .. back], finding);
            return finding;
        }

        Violation ungraded = Make(s, index, found, kind, Ungraded(found, back.Count), from, back);
        if (ungraded.Allowed is null || s.Options.KernelRules)
        {
            return ungraded;
        }

        // What is allowed hides no other way round, now or later.
        IReadOnlyList<Dependency>? other = WaysBack.Of(s.Graph, closing, new SearchBudget())
            .FirstOrDefault(path => !CycleReview.IsAllowed(s.Flow.Checker, KindOf(s, path, out _), [closing, .. path]));
        if (other is not null)
        {
            found = KindOf(s, other, out wait);
            wait = closing.IsWait ? null : wait;
            return Make(s, index, found, kind, Ungraded(found, other.Count), from, other);
        }

        CycleReview.KeepAllowed(s, [closing, .. back], ungraded);
        return ungraded;
    }

    private static Judgement Ungraded(ViolationKind found, int steps) =>
        new(found == ViolationKind.DeclaredOrderViolation ? Verdict.Certain : Verdict.Possible, ReasonFor(found), new EdgeWitness?[steps + 1]);

    private static ViolationKind KindOf(Situation s, IReadOnlyList<Dependency> back, out Dependency? wait)
    {
        wait = s.Options.KernelRules ? null : back.Where(static d => d.IsWait).Select(static d => (Dependency?)d).FirstOrDefault();
        return back.Count > 0 && back.All(static d => d.Witness.Declared) ? ViolationKind.DeclaredOrderViolation
            : wait is null ? ViolationKind.CircularDependency : ViolationKind.CircularWait;
    }

    /// <summary>A cycle through a dependency that is known already.</summary>
    public static Violation AddJudged(Situation s, int index, DependencyKinds kind, Judgement judgement, IReadOnlyList<Dependency> cycle) =>
        Make(s, index, cycle.Any(static d => d.IsWait) ? ViolationKind.CircularWait : ViolationKind.CircularDependency, kind, judgement, cycle[0].From, [.. cycle.Skip(1)]);

    private static Violation Make(Situation s, int index, ViolationKind found, DependencyKinds kind, Judgement judgement, ClassNode from, IReadOnlyList<Dependency> back)
    {
        ViolationBuilder builder = s.Findings.Builder;
        var closing = new DependencyStep(builder.Snapshot(from), builder.Snapshot(s.Node), kind, s.WitnessOver(index));
        List<DependencyStep> steps = [closing];
        for (int i = 0; i < back.Count; i++)
        {
            Witness seen = judgement.Chosen[i + 1]?.Seen ?? back[i].Witness;
            steps.Add(new DependencyStep(builder.Snapshot(back[i].From), builder.Snapshot(back[i].To), back[i].Kinds != DependencyKinds.None ? back[i].Kinds : back[i].Refused, seen));
        }

        return s.Findings.Add(
            s,
            found,
            judgement.Verdict,
            judgement.Reason,
            v => v with
            {
                Cycle = steps,
                Executions = [.. v.Executions.Concat(judgement.Chosen.OfType<EdgeWitness>().Select(static w => w.Seen.Execution)).Where(static name => name.Length > 0).Distinct()],
                Check = found == ViolationKind.DeclaredOrderViolation ? $"{s.Node.DisplayName} before {from.DisplayName}" : null,
            },
            index,
            [.. back]);
    }

    internal static string ReasonFor(ViolationKind kind) => kind switch
    {
        ViolationKind.DeclaredOrderViolation => "the program declares the opposite order",
        ViolationKind.CircularWait => "each of these steps was seen, and flows that do them at one time wait for each other",
        _ => Judgement.Possible,
    };
}
