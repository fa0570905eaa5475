namespace LockValidator;

/// <summary>Recorded classes and witnesses as the objects that verdicts are made of.</summary>
/// <remarks>Made for one judgement or view; not thread-safe.</remarks>
internal sealed class RecordedModel
{
    private readonly GraphStore _store;
    private readonly RecordedSegments _segments;
    private readonly RecordedNames _names;
    private readonly Dictionary<int, ClassNode> _nodes = [];
    private readonly Dictionary<int, EdgeWitness[]> _witnesses = [];
    private readonly Dictionary<int, CodePosition> _positions = [];

    // Nodes refer weakly to their classes.
    private readonly List<LockClass> _alive = [];
    private readonly ChunkedArray<ClassNode?> _made = new();
    private readonly WeakClasses _handles;
    private readonly SeveralInstances _several;
    private readonly WaitModel _waitModel;
    private long[]? _holds;

    public RecordedModel(GraphStore store)
    {
        _store = store;
        _handles = new WeakClasses(_made);
        _segments = new RecordedSegments(store);
        _names = new RecordedNames(store);
        _several = new SeveralInstances(store.Classes.Count);
        _waitModel = store.Runs.Any(static run => run.WaitModel == WaitModel.RealTime) ? WaitModel.RealTime : WaitModel.Standard;
    }

    /// <summary>To be called, before anything is judged, with all that is going to be: of which classes an execution had several instances.</summary>
    public void LookAhead(IEnumerable<int> edges)
    {
        foreach (int edge in edges)
        {
            for (int at = _store.Edges[edge].FirstWitness; at >= 0; at = _store.Edges.Witness(at).Next)
            {
                WitnessEntry witness = _store.Edges.Witness(at);
                ReadOnlySpan<long> holds = HoldsOf(in witness);
                for (int i = 0; i < holds.Length; i += RecordedGate.Fields)
                {
                    if ((holds[i + 2] & RecordedGate.Alone) == 0)
                    {
                        _several.Note((int)holds[i], _segments.ExecutionOf(witness.Segment));
                    }
                }
            }
        }
    }

    public ClassSnapshot Snapshot(int type)
    {
        RecordedClass recorded = _store.Classes[type];
        return new ClassSnapshot(
            _names.Of(type),
            _store.Texts[recorded.StableId],
            recorded.Subclass,
            recorded.Kind,
            UsageStates.Letters(recorded.Usage),
            _waitModel.Level(recorded.Kind.EffectiveOuter),
            _waitModel.Level(recorded.Kind.Inner));
    }

    public CycleStep StepOf(int edge) => new(NodeOf(_store.Edges[edge].From), NodeOf(_store.Edges[edge].To), WitnessesOf(edge), Dependency: null);

    public EdgeWitness[] WitnessesOf(int edge)
    {
        if (_witnesses.TryGetValue(edge, out EdgeWitness[]? known))
        {
            return known;
        }

        var made = new List<EdgeWitness>();
        for (int at = _store.Edges[edge].FirstWitness; at >= 0; at = _store.Edges.Witness(at).Next)
        {
            made.Add(Make(_store.Edges.Witness(at)));
        }

        known = [.. made];
        _witnesses.Add(edge, known);
        return known;
    }

    private EdgeWitness Make(WitnessEntry witness)
    {
        bool anyFlow = (witness.Flags & WitnessFlags.AnyFlow) != 0;
        bool inherited = (witness.Flags & WitnessFlags.Inherited) != 0;
        FlowSegment segment = _segments[witness.Segment];
        CodePosition at = PositionOf(witness.At), heldAt = PositionOf(witness.HeldAt);
        var inheritance = inherited ? new InheritedHold() : null;
        if ((witness.Flags & WitnessFlags.Kept) != 0)
        {
            _ = inheritance?.Keep();
        }

        return new EdgeWitness(witness.Kind)
        {
            Position = at,
            HeldPosition = heldAt,
            Segment = anyFlow ? null : segment,
            Shown = anyFlow ? new Witness(segment.FlowName, segment.Execution, at, heldAt) { Inherited = inherited, Declared = (witness.Flags & WitnessFlags.Declared) != 0 } : null,
            Held = witness.Held,
            Taken = witness.Taken,
            TakenHadSeveral = (witness.Flags & WitnessFlags.Reliable) != 0,
            WasInherited = inherited,
            Inheritance = inheritance,
            Holds = GatesOf(in witness),
            IsTruncated = (witness.Flags & WitnessFlags.Truncated) != 0,
            Count = witness.Count,
            LastTicks = DateTimeOffset.FromUnixTimeSeconds(witness.LastSeen).Ticks,
        };
    }

    private HeldGate[] GatesOf(in WitnessEntry witness)
    {
        ExecutionFrame frame = _segments.FrameOf(witness.Segment);
        int execution = _segments.ExecutionOf(witness.Segment);
        ReadOnlySpan<long> holds = HoldsOf(in witness);
        var gates = new HeldGate[holds.Length / RecordedGate.Fields];
        for (int i = 0; i < gates.Length; i++)
        {
            ReadOnlySpan<long> gate = holds.Slice(RecordedGate.Fields * i, RecordedGate.Fields);
            ClassNode node = NodeOf((int)gate[0]);
            gates[i] = new HeldGate(gate[1], node, RecordedGate.ModeOf(gate[2]), (gate[2] & RecordedGate.Reliable) != 0, (gate[2] & RecordedGate.HasChildren) != 0);
            node.NoteInstance(frame, 1);
            if (_several.In((int)gate[0], execution))
            {
                node.NoteInstance(frame, 2);
            }
        }

        return gates;
    }

    private ReadOnlySpan<long> HoldsOf(in WitnessEntry witness) => witness.Holds < 0 ? [] : _store.Rows(RecordKind.Holds).Read(witness.Holds, ref _holds);

    /// <summary>Whether a class had several locks, in one run or in several.</summary>
    public bool HasSeveral(int type) => _store.Classes[type].HasSeveral || _several.InAny(type);

    private ClassNode NodeOf(int type)
    {
        if (_nodes.TryGetValue(type, out ClassNode? known))
        {
            return known;
        }

        RecordedClass recorded = _store.Classes[type];
        LockClass made = LockClass.ForTrace(_names.Of(type), _store.Texts[recorded.StableId], recorded.Kind);
        _alive.Add(made);

        // Its name has the subclass in it already.
        known = new ClassNode(made, subclass: 0, type, type);
        _made.Add(known);
        if (HasSeveral(type))
        {
            made.HaveSeveral();
        }

        known.NestsInstances = recorded.NestsInstances;
        _nodes.Add(type, known);
        return known;
    }

    private CodePosition PositionOf(int stack)
    {
        if (stack < 0)
        {
            return CodePosition.Unknown;
        }

        if (!_positions.TryGetValue(stack, out CodePosition? known))
        {
            _positions.Add(stack, known = CodePosition.FromText([.. _store.Rows(RecordKind.Stack)[stack].Select(text => _store.Texts[(int)text])]));
        }

        return known;
    }
}
