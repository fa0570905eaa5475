namespace LockValidator;

/// <summary>
/// Has cycles judged: all that an operation closes, and again those whose witnesses have become more. A cycle that is harmless so far
/// hides no other one: what it keeps beside the order takes part here.
/// </summary>
internal static class CycleReview
{
    private const string Waits = "each of these steps was seen, and flows that do them at one time wait for each other";

    /// <summary>The worst of the cycles that a dependency closes, and the way back in it.</summary>
    /// <param name="s">The acquisition.</param>
    /// <param name="closing">The dependency, which is not in the order.</param>
    /// <param name="shortest">The shortest way back.</param>
    public static (Judgement Judgement, IReadOnlyList<Dependency> Back) OfClosing(Situation s, Dependency closing, IReadOnlyList<Dependency> shortest)
    {
        CycleBook book = s.Flow.Checker.Cycles;
        Judgement worst = Judge(s.Flow.Checker, [closing, .. shortest]) ?? new Judgement(Verdict.Possible, Judgement.Possible, new EdgeWitness?[shortest.Count + 1]);
        IReadOnlyList<Dependency> back = shortest;
        if (Fails(s.Flow.Checker, worst, [closing, .. shortest]))
        {
            return (worst, back);
        }

        int weight = WeightOf(s.Flow.Checker, worst, [closing, .. shortest]);

        Keep(book, [closing, .. shortest], worst);
        var budget = new SearchBudget();
        foreach (IReadOnlyList<Dependency> path in WaysBack.Of(s.Graph, closing, budget))
        {
            if (Judge(s.Flow.Checker, [closing, .. path]) is not { } judgement)
            {
                continue;
            }

            if (WeightOf(s.Flow.Checker, judgement, [closing, .. path]) is var heavier && heavier > weight)
            {
                (worst, back, weight) = (judgement, path, heavier);
            }

            if (Fails(s.Flow.Checker, judgement, [closing, .. path]))
            {
                break;
            }

            Keep(book, [closing, .. path], judgement);
        }

        if (budget.IsSpent && !Fails(s.Flow.Checker, worst, [closing, .. back]))
        {
            (worst, back) = (Judgement.OfUndecided(shortest.Count + 1), shortest);
        }

        if (!Fails(s.Flow.Checker, worst, [closing, .. back]) && Joined(s, [closing, .. back]) is var (joined, judged))
        {
            (worst, back) = (judged, [.. joined.Skip(1)]);
        }

        s.MustWatch = true;
        s.Flow.Checker.WatchCyclesLocked();
        return (worst, back);
    }

    /// <summary>A dependency that is known was seen in one more way.</summary>
    public static void SeenAgain(Situation s, int index, Dependency dependency, DependencyKinds kind)
    {
        bool isNew = Witnessing.Note(s, dependency, index, kind);
        Watch(s, dependency);
        if (isNew)
        {
            Look(s, index, dependency, kind);
        }
    }

    /// <summary>A dependency is in the order now: with those beside it, it may close a cycle.</summary>
    public static void Learnt(Situation s, int index, Dependency dependency, DependencyKinds kind)
    {
        if (!s.Options.KernelRules)
        {
            Watch(s, dependency);
            Look(s, index, dependency, kind);
        }
    }

    /// <summary>Two locks of a class are held together: no cycle is harmless any more for the one that is waited for not being the one that is held.</summary>
    public static void Nests(Situation s, ClassNode node)
    {
        if (!node.NestsInstances)
        {
            node.NestsInstances = true;
            JudgeAgain(s.Flow.Checker, s.Findings.Add);
        }
    }

    /// <summary>What witnesses rest on has changed: all cycles that were harmless are judged anew.</summary>
    public static void JudgeAgain(LockChecker checker, Action<Violation> report)
    {
        foreach (OpenCycle cycle in checker.Cycles.All)
        {
            if (Judge(checker, cycle.Path) is not { } judgement || judgement.Severity <= cycle.Severity)
            {
                continue;
            }

            cycle.Severity = judgement.Severity;
            if (cycle.Finding is { } before)
            {
                Violation worse = before with { Verdict = judgement.Verdict, Reason = judgement.Reason, Known = false };
                Replace(checker, cycle, worse);
                report(worse);
            }
        }
    }

    /// <summary>An instance has proved to be no lock: it is no gate either.</summary>
    public static void Ungate(LockChecker checker, long instance, List<Violation> late)
    {
        foreach (Dependency dependency in checker.Graph.Dependencies.Concat(checker.Graph.Refused))
        {
            checker.Graph.Ungate(dependency, instance);
        }

        JudgeAgain(checker, late.Add);
    }

    /// <summary>After the finding of a closing dependency was made.</summary>
    public static void Reported(LockChecker checker, IReadOnlyList<Dependency> path, Violation finding)
    {
        if (checker.Cycles.Find(path) is { } cycle)
        {
            cycle.Finding = finding;
        }
    }

    /// <summary>Whether a cycle is allowed, whatever its verdict.</summary>
    public static bool IsAllowed(LockChecker checker, ViolationKind kind, IReadOnlyList<Dependency> path) =>
        !checker.Allowances.IsEmpty && checker.Allowances.Allows(kind, [.. path.Select(step => checker.Builder.Snapshot(step.From))]);

    /// <summary>A cycle that is not judged, but allowed: what is learnt later is looked at with it in mind.</summary>
    public static void KeepAllowed(Situation s, IReadOnlyList<Dependency> path, Violation finding)
    {
        OpenCycle cycle = s.Flow.Checker.Cycles.Find(path) ?? s.Flow.Checker.Cycles.Add(path);
        cycle.Severity = finding.Verdict.Severity();
        cycle.Finding = finding;
        s.MustWatch = true;
        s.Flow.Checker.WatchCyclesLocked();
    }

    private static void Watch(Situation s, Dependency dependency) =>
        s.MustWatch |= dependency.IsWatched || s.Node.HasSeveralInstances || (s.Holds is { } holds && Array.Exists(holds.Holds, static held => held.HadSeveral));

    private static void Look(Situation s, int index, Dependency dependency, DependencyKinds kind)
    {
        CycleBook book = s.Flow.Checker.Cycles;
        if (book.IsEmpty || dependency.Finding is { FailsBuilds: true })
        {
            return;
        }

        Judgement? worst = null;
        int weight = -1;
        IReadOnlyList<Dependency> cycle = [];
        IReadOnlyList<Dependency>? first = null;
        var budget = new SearchBudget();
        foreach (IReadOnlyList<Dependency> back in WaysBack.Of(s.Graph, dependency, budget))
        {
            IReadOnlyList<Dependency> path = [dependency, .. back];
            first ??= path;
            if (Judge(s.Flow.Checker, path) is not { } judgement || judgement.Severity <= (book.Find(path)?.Severity ?? -1))
            {
                continue;
            }

            Keep(book, path, judgement);
            if (WeightOf(s.Flow.Checker, judgement, path) is var heavier && heavier > weight)
            {
                (worst, cycle, weight) = (judgement, path, heavier);
            }
        }

        if (budget.IsSpent && first is not null && (worst is null || !Fails(s.Flow.Checker, worst, cycle)))
        {
            if (book.Find(first) is { Finding.FailsBuilds: true })
            {
                return;
            }

            (worst, cycle) = (Judgement.OfUndecided(first.Count), first);
            Keep(book, cycle, worst);
        }

        if ((worst is null || !Fails(s.Flow.Checker, worst, cycle)) && TryJoin(s, dependency) is var (joined, judged))
        {
            (worst, cycle) = (judged, joined);
            Keep(book, joined, judged);
        }

        // One that is new and harmless is only kept: what it was closed by was reported.
        if (worst is not null && book.Find(cycle) is { } kept && (Fails(s.Flow.Checker, worst, cycle) || kept.Finding is not null))
        {
            Violation finding = CircularFinding.AddJudged(s, index, kind, worst, cycle);
            Replace(s.Flow.Checker, kept, finding);
        }
    }

    /// <summary>Cycles over a dependency that are harmless each and fail where they are walked one behind the other.</summary>
    private static (IReadOnlyList<Dependency> Path, Judgement Judgement)? TryJoin(Situation s, Dependency dependency) =>
        FirstThatFails(s, WaysBack.Of(s.Graph, dependency, new SearchBudget()).SelectMany(back => JoinedCycles.With(s.Flow.Checker.Cycles, [dependency, .. back])));

    private static (IReadOnlyList<Dependency> Path, Judgement Judgement)? Joined(Situation s, IReadOnlyList<Dependency> path) =>
        FirstThatFails(s, JoinedCycles.With(s.Flow.Checker.Cycles, path));

    private static (IReadOnlyList<Dependency> Path, Judgement Judgement)? FirstThatFails(Situation s, IEnumerable<IReadOnlyList<Dependency>> all)
    {
        foreach (IReadOnlyList<Dependency> joined in all.Take(JoinedCycles.Most))
        {
            if (Judge(s.Flow.Checker, joined) is { } judgement && Fails(s.Flow.Checker, judgement, joined) && judgement.Severity > (s.Flow.Checker.Cycles.Find(joined)?.Severity ?? -1))
            {
                return (joined, judgement);
            }
        }

        return null;
    }

    /// <summary>Whether anything fails of a cycle. One that is allowed is as harmless as one that is guarded, and hides no other one either.</summary>
    private static bool Fails(LockChecker checker, Judgement judgement, IReadOnlyList<Dependency> path) =>
        judgement.Verdict.FailsBuilds() && !IsAllowed(checker, path);

    /// <summary>What is allowed weighs less than what fails, and no less than what is harmless: it is to be told with its reason.</summary>
    private static int WeightOf(LockChecker checker, Judgement judgement, IReadOnlyList<Dependency> path) =>
        judgement.Verdict.FailsBuilds() && IsAllowed(checker, path) ? Verdict.InheritedOnly.Severity() : judgement.Severity;

    private static bool IsAllowed(LockChecker checker, IReadOnlyList<Dependency> path) =>
        IsAllowed(checker, path.Any(static step => step.IsWait) ? ViolationKind.CircularWait : ViolationKind.CircularDependency, path);

    private static void Keep(CycleBook book, IReadOnlyList<Dependency> path, Judgement judgement)
    {
        OpenCycle cycle = book.Find(path) ?? book.Add(path);
        cycle.Severity = judgement.Severity;
    }

    /// <summary>Chains that were found to do this deliver what is known of it now.</summary>
    private static void Replace(LockChecker checker, OpenCycle cycle, Violation finding)
    {
        string? before = cycle.Finding?.Fingerprint;
        cycle.Finding = finding;
        foreach (Dependency dependency in cycle.Path)
        {
            if (dependency.Finding is { FailsBuilds: false } known && (known.Fingerprint == before || finding.FailsBuilds))
            {
                dependency.Remarks.Finding = finding;
            }
        }

        checker.WatchCyclesLocked();
    }

    private static Judgement? Judge(LockChecker checker, IReadOnlyList<Dependency> path)
    {
        List<CycleStep> steps = [.. path.Select(CycleStep.Of)];
        if (path.Any(static dependency => dependency.IsWait))
        {
            return new Judgement(Verdict.Possible, Waits, [.. steps.Select(static step => step.Witnesses.Count > 0 ? step.Witnesses[0] : null)]);
        }

        Judgement? judgement = CycleJudge.Judge(steps);
        if (judgement is null || judgement.Verdict.FailsBuilds())
        {
            return judgement;
        }

        // Another instance of a class may have been made meanwhile. From here on the chains are looked at when there is one.
        Watch(checker, path, steps);
        return CycleJudge.Judge(steps);
    }

    /// <summary>It rests on which classes have one instance only.</summary>
    private static void Watch(LockChecker checker, IReadOnlyList<Dependency> path, List<CycleStep> steps)
    {
        IEnumerable<ClassNode> gates = steps.SelectMany(static step => step.Witnesses).SelectMany(static witness => witness.Holds).Select(static gate => gate.Node);
        foreach (ClassNode node in path.Select(static dependency => dependency.From).Concat(gates).Distinct())
        {
            node.IsToldOfSeveral = node.IsToldOfSeveral || node.Class?.TellOfSeveral(checker.Watcher) == true;
        }
    }
}
