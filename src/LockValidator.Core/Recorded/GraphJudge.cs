namespace LockValidator;

/// <summary>Judges the cycles of a recorded graph with the code that judges live ones (<see cref="CycleJudge"/>).</summary>
internal sealed class GraphJudge
{
    // In a search for ways back; and, where the witnesses of each order are made for it, in all of them together: among millions of orders a time that people wait.
    private const int MostOrders = 250_000, MostMet = 1_000_000;

    private readonly GraphStore _store;
    private readonly Allowances _allowances;
    private readonly RecordedModel _model;
    private readonly RecordedOrder _order;

    // Made when the first harmless cycle is looked at: mostly there is none.
    private readonly Lazy<RecordedPaths> _paths;

    // Orders beside the others whose cycle is harmless so far: they hide no other cycle.
    private readonly HashSet<int> _harmless = [];
    private readonly Dictionary<string, Violation> _findings = [];
    private int _mayMeet = MostMet;

    private GraphJudge(GraphStore store, Allowances allowances, EdgeOfKind[] onCycles, int most)
    {
        _store = store;
        _allowances = allowances;
        _model = new RecordedModel(store);
        _model.LookAhead(EdgesOf(onCycles));
        _order = new RecordedOrder(store, onCycles, most);
        _paths = new Lazy<RecordedPaths>(() => new RecordedPaths(store, EdgesOf(onCycles)));
    }

    /// <summary>The findings, the worst first; and how many orders that run against the others were not looked at, for there were as many as asked for.</summary>
    public static (IReadOnlyList<Violation> Findings, int LeftOut) Judge(GraphStore store, Allowances allowances, int most)
    {
        EdgeOfKind[] onCycles = StrongComponents.OnCycles(store);
        if (onCycles.Length == 0)
        {
            return ([], 0);
        }

        var judge = new GraphJudge(store, allowances, onCycles, most);
        List<ContradictingOrder> looked = judge._order.Contradicting;
        List<(ContradictingOrder Order, Judgement Judgement)> benign = [];
        foreach (ContradictingOrder each in looked)
        {
            Judgement judgement = judge.First(each);
            if (judge.Fails(judgement, each.Edge, each.Back))
            {
                judge.Add(each, judgement, each.Back);
            }
            else
            {
                benign.Add((each, judgement));
                judge._harmless.Add(each.Edge);
            }
        }

        foreach ((ContradictingOrder order, Judgement judgement) in benign)
        {
            (Judgement worst, IReadOnlyList<int> back) = judge.Worst(order, judgement);
            if (!worst.Verdict.FailsBuilds() && judge.Joined(order, back, benign.Select(static each => each.Order)) is var (joined, judged))
            {
                (worst, back) = (judged, joined);
            }

            judge.Add(order, worst, back);
        }

        return ([.. judge._findings.Values.OrderByDescending(static finding => finding.Verdict.Severity())], judge._order.LeftOut);
    }

    /// <summary>Each edge once: its kinds stand one after another.</summary>
    private static IEnumerable<int> EdgesOf(EdgeOfKind[] onCycles)
    {
        int last = -1;
        foreach (EdgeOfKind each in onCycles)
        {
            if (each.Edge != last)
            {
                yield return last = each.Edge;
            }
        }
    }

    /// <summary>The judgement of the shortest cycle.</summary>
    private Judgement First(ContradictingOrder order)
    {
        ViolationKind kind = KindOf(order.Edge, order.Back);
        return kind == ViolationKind.CircularDependency
            ? Judge(order.Edge, order.Back) ?? Ungraded(order, Verdict.Possible, Judgement.Possible)
            : Ungraded(order, kind == ViolationKind.DeclaredOrderViolation ? Verdict.Certain : Verdict.Possible, CircularFinding.ReasonFor(kind));
    }

    /// <summary>The worst of all cycles that a harmless order closes, also over others that are harmless.</summary>
    private (Judgement Judgement, IReadOnlyList<int> Back) Worst(ContradictingOrder order, Judgement shortest)
    {
        (Judgement Judgement, IReadOnlyList<int> Back) worst = (shortest, order.Back);
        int weight = WeightOf(shortest, order.Edge, order.Back);
        foreach (IReadOnlyList<int> path in WaysBackOf(order.Edge))
        {
            bool isWait = path.Any(_order.IsWait);
            Judgement? judgement = isWait ? Ungraded(order with { Back = path }, Verdict.Possible, CircularFinding.ReasonFor(ViolationKind.CircularWait)) : Judge(order.Edge, path);
            if (judgement is not null && WeightOf(judgement, order.Edge, path) is var heavier && heavier > weight)
            {
                worst = (judgement, path);
                weight = heavier;
            }

            if (Fails(worst.Judgement, order.Edge, worst.Back))
            {
                break;
            }
        }

        return worst;
    }

    /// <summary>As <see cref="WaysBack"/> for a live checker.</summary>
    private IEnumerable<IReadOnlyList<int>> WaysBackOf(int closing)
    {
        EdgeEntry edge = _store.Edges[closing];
        int orders = MostOrders;
        IReadOnlyList<IReadOnlyList<int>> shortest = _paths.Value.Between(edge.To, edge.From, MayPass, ref orders, out bool isCut);
        IEnumerable<EdgeWitness> witnesses = isCut ? _model.WitnessesOf(closing) : [];
        return shortest.Concat(witnesses.SelectMany(
            witness => _paths.Value.Between(edge.To, edge.From, each => MayPass(each) && _model.StepOf(each).CanMeet(witness), ref _mayMeet, out _)));

        bool MayPass(int each) => each != closing && (_order.IsAccepted(each) || _harmless.Contains(each));
    }

    /// <summary>Harmless cycles that fail where they are walked one behind the other.</summary>
    private (IReadOnlyList<int> Back, Judgement Judgement)? Joined(ContradictingOrder order, IReadOnlyList<int> back, IEnumerable<ContradictingOrder> harmless)
    {
        IEnumerable<IReadOnlyList<int>> others = harmless.Select(static each => (IReadOnlyList<int>)[each.Edge, .. each.Back]);
        foreach (IReadOnlyList<int> path in JoinedCycles.With(others, [order.Edge, .. back], edge => _store.Edges[edge].From, type => _model.HasSeveral(type)).Take(JoinedCycles.Most))
        {
            IReadOnlyList<int> joined = [.. path.Skip(1)];
            if (Judge(order.Edge, joined) is { } judgement && Fails(judgement, order.Edge, joined))
            {
                return (joined, judgement);
            }
        }

        return null;
    }

    private Judgement? Judge(int closing, IReadOnlyList<int> back) => CycleJudge.Judge([_model.StepOf(closing), .. back.Select(_model.StepOf)]);

    /// <summary>What is allowed is as harmless as what is guarded, and hides no other cycle either: as for a live checker.</summary>
    private bool Fails(Judgement judgement, int closing, IReadOnlyList<int> back) => judgement.Verdict.FailsBuilds() && !IsAllowed(closing, back);

    private int WeightOf(Judgement judgement, int closing, IReadOnlyList<int> back) =>
        judgement.Verdict.FailsBuilds() && IsAllowed(closing, back) ? Verdict.InheritedOnly.Severity() : judgement.Severity;

    private bool IsAllowed(int closing, IReadOnlyList<int> back) =>
        !_allowances.IsEmpty && _allowances.Allows(KindOf(closing, back), [.. back.Prepend(closing).Select(edge => _model.Snapshot(_store.Edges[edge].From))]);

    private static Judgement Ungraded(ContradictingOrder order, Verdict verdict, string reason) => new(verdict, reason, new EdgeWitness?[order.Back.Count + 1]);

    private ViolationKind KindOf(int closing, IReadOnlyList<int> back) =>
        back.All(_order.IsDeclared) ? ViolationKind.DeclaredOrderViolation
        : back.Append(closing).Any(_order.IsWait) ? ViolationKind.CircularWait : ViolationKind.CircularDependency;

    private void Add(ContradictingOrder order, Judgement judgement, IReadOnlyList<int> back)
    {
        Violation finding = _allowances.Mark(new RecordedFinding(_store, _model).Of(KindOf(order.Edge, back), order, judgement, back));
        string key = KeyOf([order.Edge, .. back]);
        if (!_findings.TryGetValue(key, out Violation? known) || known.Verdict.Severity() < finding.Verdict.Severity())
        {
            _findings[key] = finding;
        }
    }

    /// <summary>A cycle has no first class: it is read from the one with the lowest number.</summary>
    private string KeyOf(IReadOnlyList<int> cycle)
    {
        int[] classes = [.. cycle.Select(edge => _store.Edges[edge].From)];
        int first = Array.IndexOf(classes, classes.Min());
        return string.Join(' ', classes.Skip(first).Concat(classes.Take(first)));
    }
}
