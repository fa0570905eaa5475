namespace LockValidator;

/// <summary>
/// Each acquisition that can wait depends on what is held beneath it. Three questions for each new dependency: does it close a
/// strong cycle, does it join a class used in a context to one that the context can interrupt, and else: it is learnt.
/// </summary>
internal static class OrderRule
{
    /// <summary>
    /// Walks down the locks held in this context. The first one that itself waited ends the walk: whatever stands below it has
    /// its own dependency on it. A lock taken by a try has none, so the walk goes on past it; and past another lock of the same class,
    /// for what stands below has its dependency on the class, but was not seen on this lock.
    /// </summary>
    public static void Check(Situation s)
    {
        HeldLocks held = s.Held;
        if (held.Depth == 0 || held.Top.Inside != s.Context.Inside || s.Acquisition.IsNested)
        {
            return;
        }

        // What stands above the flow's own hold of this very lock, in one context, was taken under it: its order against the lock
        // would always contradict what was learnt then. The recursion says it all.
        bool underOwn = s.Acquisition.CannotSucceed && held[s.Acquisition.OwnIndex].Inside == s.Context.Inside;
        int newest = underOwn ? s.Acquisition.OwnIndex - 1 : held.Depth;
        long passed = 0;
        for (int i = newest; i > 0 && held[i].Inside == s.Context.Inside; i--)
        {
            HeldBits bits = held[i].Bits;
            if (bits.IsUnchecked || bits.IsTransparent || bits.IsForgotten || bits.IsForeign || IsIgnored(held[i].Instance, s.Acquisition)
                || (passed != 0 && held[i].Instance == -passed))
            {
                continue;
            }

            ClassNode? node = s.Graph.Find(held[i].ClassId, bits.Subclass);
            bool isNested = node == s.Node && !s.Options.KernelRules && held[i].Instance != s.Acquisition.Instance;
            if (isNested)
            {
                CycleReview.Nests(s, s.Node);

                // Its slot is one hold with it.
                passed = held[i].Instance;
            }

            if (node is not null)
            {
                Depend(s, i, node);
            }

            if (!bits.IsTry && !isNested)
            {
                return;
            }
        }
    }

    /// <summary>The flow's own hold of what it takes. A slot and its lock are one hold, taken in one step.</summary>
    private static bool IsIgnored(long instance, Acquisition a) =>
        a.IgnoredInstance != 0 && (instance == a.IgnoredInstance || (a.Instance < 0 && instance == -a.Instance));

    private static void Depend(Situation s, int index, ClassNode from)
    {
        ClassNode to = s.Node;
        DependencyKinds kind = DependencyKindRules.Of(s.Held[index].Bits.IsShared, s.Acquisition.Mode);
        if (from == to && (kind != DependencyKinds.SR || SameClass.Compare(s.Flow, index, s.Acquisition) < 0))
        {
            // Two of one class: the recursion rule has spoken, or an order between instances allows it.
            return;
        }

        if (s.Node.Ranks.Count > 0 && RankRule.Broken(from, to) is not null)
        {
            // Said by the rank rule; learning it would only say it once more.
            return;
        }

        s.HasDependency = true;
        Dependency? known = s.Graph.Find(from, to);
        if (known is { Grounds: { } grounds })
        {
            s.Flow.Checker.Trials.Witness(grounds, s, index);
        }

        if (known is { Witness.Inherited: true } inherited && !s.IsInherited(index))
        {
            // No longer only because a forked flow inherited what its parent held.
            inherited.Evidence.First = s.WitnessOver(index);
        }

        bool isLearnt = known is { Kinds: var learnt } && (learnt & kind) != 0;
        bool isRefused = known is { Finding: not null, Refused: var refused } && (refused & kind) != 0;
        int before = s.Findings.All.Count;
        if (isLearnt || isRefused)
        {
            CycleReview.SeenAgain(s, index, known!.Value, kind);
        }

        if (isLearnt)
        {
            if (known is { UsageFinding: { } conflict, Quiet: var quiet } && (quiet & kind) != 0)
            {
                s.Findings.Repeat(conflict);
            }

            return;
        }

        if (known is { Finding: { } finding } && isRefused)
        {
            if (s.Findings.All.Count == before)
            {
                s.Findings.Repeat(finding);
            }

            return;
        }

        Learn(s, index, from, kind, known);
    }

    private static void Learn(Situation s, int index, ClassNode from, DependencyKinds kind, Dependency? known)
    {
        Dependency dependency = known ?? s.Graph.Add(from, s.Node, s.WitnessOver(index));
        if ((dependency.Kinds | dependency.Refused) == DependencyKinds.None)
        {
            s.Flow.Checker.Trials.Ground(dependency, s, index);
            // What was seen of one that was refused, and is not any more since a class has gone, counts still.
            if (!s.Options.KernelRules && !dependency.AreWaysTold)
            {
                DependencyGraph.TellWays(dependency);
            }
        }

        Witnessing.Note(s, dependency, index, kind, isNew: known is null);

        int edge;
        while (!s.Graph.TryOrder(from, s.Node, kind, out edge))
        {
            Violation finding = CircularFinding.Add(s, index, dependency, kind, out Dependency? wait);
            if (wait is null)
            {
                s.Graph.Refuse(dependency, kind, finding);
                return;
            }

            // Of an order of locks and a wait that contradict each other the wait is kept beside the order: a cycle through a wait
            // must never hide one of locks alone.
            s.Graph.Displace(wait.Value, finding);
            s.Flow.Checker.ForgetChainsLocked();
        }

        bool conflict = s.Graph.ConflictsInUsage(from, s.Node, kind);
        if (conflict)
        {
            dependency.Remarks.UsageFinding = SafeToUnsafeFinding.Add(s, index, from, kind);
        }

        s.Graph.Link(dependency, kind, edge, quiet: conflict);
        CycleReview.Learnt(s, index, dependency, kind);
    }
}
