namespace LockValidator;

/// <summary>Orders that the program declares: edges of the one graph, with nobody's acquisition behind them.</summary>
internal static class Declarations
{
    /// <summary>Each class before the next one. Transitive by the graph.</summary>
    public static void Order(LockChecker checker, IReadOnlyList<LockClass> order)
    {
        IReadOnlyList<Violation> findings;
        using (checker.Gate.Enter())
        {
            var found = new List<Violation>();
            for (int i = 1; i < order.Count; i++)
            {
                Declare(checker, checker.Graph.Meet(order[i - 1], 0), checker.Graph.Meet(order[i], 0), "declared order", found);
            }

            checker.ForgetChainsLocked();
            findings = found;
        }

        checker.Deliver(findings, mayThrow: false);
    }

    /// <summary>The class after those of the next lower rank of its family, and before those of the next higher one.</summary>
    public static void Rank(LockChecker checker, string family, int rank, LockClass type)
    {
        IReadOnlyList<Violation> findings;
        using (checker.Gate.Enter())
        {
            var found = new List<Violation>();
            ClassNode node = checker.Graph.Meet(type, 0);
            if (!node.Ranks.Contains((family, rank)))
            {
                node.AddRank(family, rank);
                List<(ClassNode Node, int Rank)> others = RankedIn(checker, family, node);
                foreach ((ClassNode other, int otherRank) in others)
                {
                    if (otherRank < rank && !others.Exists(o => o.Rank > otherRank && o.Rank < rank))
                    {
                        Declare(checker, other, node, $"rank of family '{family}'", found);
                    }
                    else if (otherRank > rank && !others.Exists(o => o.Rank < otherRank && o.Rank > rank))
                    {
                        Declare(checker, node, other, $"rank of family '{family}'", found);
                    }
                }
            }

            checker.ForgetChainsLocked();
            findings = found;
        }

        checker.Deliver(findings, mayThrow: false);
    }

    private static List<(ClassNode Node, int Rank)> RankedIn(LockChecker checker, string family, ClassNode except)
    {
        var ranked = new List<(ClassNode, int)>();
        foreach (ClassNode node in checker.Graph.Classes)
        {
            foreach ((string other, int rank) in node.Ranks)
            {
                if (other == family && node != except)
                {
                    ranked.Add((node, rank));
                }
            }
        }

        return ranked;
    }

    /// <summary>An exclusive holder, taken non-recursively: the kind that every opposite order closes a cycle with.</summary>
    internal static void Declare(LockChecker checker, ClassNode from, ClassNode to, string what, List<Violation> found)
    {
        const DependencyKinds Kind = DependencyKinds.EN;
        var witness = new Witness(what, checker.Options.Execution, CodePosition.Unknown, CodePosition.Unknown) { Declared = true };
        DependencyGraph graph = checker.Graph;
        if (graph.Find(from, to) is { } seen)
        {
            // Counts as taken by any flow, whatever was seen.
            graph.DropEvidence(seen);
        }

        if (from == to || graph.Find(from, to) is { } known && (known.Kinds & Kind) != 0)
        {
            return;
        }

        Dependency dependency = graph.Require(from, to, witness);
        if (graph.TryOrder(from, to, Kind, out int edge))
        {
            graph.Link(dependency, Kind, edge, quiet: graph.ConflictsInUsage(from, to, Kind));
            return;
        }

        Violation finding = Contradiction(checker, from, to, witness, what);
        graph.Refuse(dependency, Kind, finding);
        found.Add(finding);
    }

    private static Violation Contradiction(LockChecker checker, ClassNode from, ClassNode to, Witness witness, string what)
    {
        List<Dependency> back = checker.Graph.Search.Find(to, rootIsWeak: false, forwards: true, usageOnly: false, (node, _) => node == from, out _) ?? [];
        var finding = new Violation
        {
            Kind = ViolationKind.DeclaredOrderViolation,
            Fingerprint = "",
            Operation = "declare",
            Acquiring = new LockUse(checker.Builder.Snapshot(to), LockMode.Exclusive, AcquireKind.Blocking, "", CodePosition.Unknown),
            Held = [],
            Cycle = [new DependencyStep(checker.Builder.Snapshot(from), checker.Builder.Snapshot(to), DependencyKinds.EN, witness), .. checker.Builder.Steps(back)],
            Flow = what,
            Position = CodePosition.Unknown,
            Executions = [checker.Options.Execution],
            Verdict = Verdict.Certain,
            Reason = "the opposite order was seen or declared before",
            Check = $"{from.DisplayName} before {to.DisplayName}",
        };
        return checker.Allowances.Mark(finding with { Fingerprint = Fingerprints.Of(finding) });
    }
}
