namespace LockValidator;

/// <summary>Writes the graph of a checker down as records.</summary>
/// <remarks>The only code that knows both. It runs under the checker's lock, and asks nothing of it that would change it.</remarks>
internal sealed class GraphRecorder
{
    private static readonly string s_process = Guid.NewGuid().ToString("N");

    private readonly GraphStore _store = new();
    private readonly LockChecker _checker;
    private readonly int _run;
    private readonly RecordedFlows _flows;
    private readonly Dictionary<ClassNode, int> _classes = [];
    private readonly Dictionary<string, Dictionary<int, int>> _namesakes = [];
    private readonly Dictionary<CodePosition, int> _stacks = [];
    private readonly List<long> _values = [];

    // By the labels of their classes.
    private readonly HashSet<(string From, string To)> _orders = [];

    private GraphRecorder(LockChecker checker)
    {
        _checker = checker;
        LockCheckerOptions options = checker.Options;
        LockStatistics statistics = checker.Statistics;
        _run = _store.Add(
            RecordKind.Run,
            [
                _store.Texts.GetOrAdd(FormattableString.Invariant($"{s_process}.{checker.Run.Id}")),
                _store.Texts.GetOrAdd(options.Execution),
                statistics.SlowAcquisitions,
                statistics.Chains,
                (long)options.WaitModel,
            ]);
        _flows = new RecordedFlows(_store, _run);
    }

    /// <summary>All that the checker has learnt so far.</summary>
    public static GraphStore Record(LockChecker checker)
    {
        var recorder = new GraphRecorder(checker);
        foreach (LockAllowance allowance in CodeAllowances.All)
        {
            recorder._store.AddAllowance(AllowanceJson.Write(allowance));
        }

        using (checker.Gate.Enter())
        {
            foreach (ClassNode node in checker.Graph.Classes)
            {
                recorder.NumberOf(node);
            }

            foreach (Dependency dependency in checker.Graph.Dependencies.Concat(checker.Graph.Refused).Distinct().Where(checker.Trials.IsProved))
            {
                recorder.Add(dependency);
            }
        }

        foreach (Violation finding in checker.Violations.Where(recorder.MustBeKept))
        {
            recorder._store.AddFinding(FindingJson.Write(finding));
        }

        return recorder._store;
    }

    /// <summary>Cycles are found in the graph again, unless a class of theirs is gone.</summary>
    private bool MustBeKept(Violation finding) => finding.Kind != ViolationKind.NothingObserved && !_checker.IsRetracted(finding)
        && (finding.Kind is not (ViolationKind.CircularDependency or ViolationKind.CircularWait or ViolationKind.DeclaredOrderViolation)
            || !finding.Cycle.All(step => _orders.Contains((step.From.Label, step.To.Label))));

    private void Add(Dependency dependency)
    {
        _orders.Add((LabelOf(dependency.From), LabelOf(dependency.To)));
        _values.Clear();
        _values.AddRange([NumberOf(dependency.From), NumberOf(dependency.To), (long)dependency.Kinds, (long)dependency.Refused, (long)dependency.Quiet]);
        if (dependency.Witnesses is { IsEmpty: false } seen)
        {
            foreach (EdgeWitness witness in seen.All)
            {
                Add(dependency, witness, WitnessFlags.None);
            }
        }
        else
        {
            // Declared, bridged, or the kernel's: by any flow.
            foreach (EdgeWitness any in CycleStep.Of(dependency).Witnesses)
            {
                Add(dependency, any, dependency.Witness.Declared ? WitnessFlags.Declared : WitnessFlags.None);
            }
        }

        _store.Add(RecordKind.Edge, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_values));
    }

    private void Add(Dependency dependency, EdgeWitness witness, WitnessFlags more)
    {
        bool reliable = witness.TakenHadSeveral || dependency.To.IsToldOfSeveral || !dependency.To.HasSeveralInstances;
        WitnessFlags flags = more
            | (witness.Segment is null ? WitnessFlags.AnyFlow : 0)
            | (witness.IsTruncated ? WitnessFlags.Truncated : 0)
            | (witness.WasInherited ? WitnessFlags.Inherited : 0)
            | (witness.Inheritance is { IsKept: true } ? WitnessFlags.Kept : 0)
            | (reliable ? WitnessFlags.Reliable : 0);
        Witness shown = witness.Seen;
        _values.AddRange(
        [
            (long)witness.Kind,
            (long)flags,
            witness.Segment is { } segment ? _flows.NumberOf(segment) : _flows.NumberOfShown(shown),
            witness.Held,
            witness.Taken,
            HoldsOf(witness),
            StackOf(shown.Position),
            StackOf(shown.HeldPosition),
            witness.Count,
            witness.LastTicks == 0 ? 0 : new DateTimeOffset(witness.LastTicks, TimeSpan.Zero).ToUnixTimeSeconds(),
        ]);
    }

    private int HoldsOf(EdgeWitness witness)
    {
        if (witness.Holds.Length == 0)
        {
            return -1;
        }

        long[] row = new long[RecordedGate.Fields * witness.Holds.Length];
        for (int i = 0; i < witness.Holds.Length; i++)
        {
            HeldGate gate = witness.Holds[i];
            bool alone = witness.Segment is { } segment ? gate.Node.HadOneInstanceIn(segment.Frame) : !gate.Node.HasSeveralInstances;
            row[RecordedGate.Fields * i] = NumberOf(gate.Node);
            row[(RecordedGate.Fields * i) + 1] = gate.Instance;
            row[(RecordedGate.Fields * i) + 2] = RecordedGate.FlagsOf(gate, alone);
        }

        return _store.Add(RecordKind.Holds, row);
    }

    private int StackOf(CodePosition position)
    {
        if (position.Frames.Count == 0)
        {
            return -1;
        }

        if (!_stacks.TryGetValue(position, out int known))
        {
            long[] row = [.. position.Frames.Select(frame => (long)_store.Texts.GetOrAdd(frame))];
            _stacks.Add(position, known = _store.Add(RecordKind.Stack, row));
        }

        return known;
    }

    private int NumberOf(ClassNode node)
    {
        if (!_classes.TryGetValue(node, out int known))
        {
            LockKind kind = node.Kind;
            known = _store.Add(
                RecordKind.Class,
                [
                    _store.Texts.GetOrAdd(node.StableId),
                    OccurrenceOf(node),
                    node.Subclass,
                    _store.Texts.GetOrAdd(node.DisplayName),
                    (long)kind.Inner,
                    (long)kind.Outer,
                    (long)kind.Type,
                    (long)node.Usage,
                    (node.HasSeveralInstances ? 1 : 0) | (node.NestsInstances ? 2 : 0),
                ]);
            _classes.Add(node, known);
        }

        return known;
    }

    private static string LabelOf(ClassNode node) => node.Subclass == 0 ? node.StableId : $"{node.StableId}/{node.Subclass}";

    /// <summary>Classes of one stable id are told apart by the order in which they were first met.</summary>
    private int OccurrenceOf(ClassNode node)
    {
        if (!_namesakes.TryGetValue(node.StableId, out Dictionary<int, int>? same))
        {
            _namesakes.Add(node.StableId, same = []);
        }

        if (!same.TryGetValue(node.ClassId, out int occurrence))
        {
            same.Add(node.ClassId, occurrence = same.Count);
        }

        return occurrence;
    }
}
