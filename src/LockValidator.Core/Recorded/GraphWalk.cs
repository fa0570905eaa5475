namespace LockValidator;

/// <summary>Gives the records of a graph in canonical order: the same graph gives the same, wherever its parts came from.</summary>
internal sealed class GraphWalk
{
    private readonly GraphStore _store;
    private readonly IRecordSink _sink;

    // By kind, the sink's number of each row of the store; -1: not given yet.
    private readonly int[][] _numbers = new int[(int)RecordKind.End + 1][];

    // By kind, a row that is being given: those that it refers to are of other kinds.
    private readonly long[]?[] _rows = new long[(int)RecordKind.End + 1][];
    private readonly long[]?[] _values = new long[(int)RecordKind.End + 1][];

    private long _loaded;

    private GraphWalk(GraphStore store, IRecordSink sink)
    {
        (_store, _sink) = (store, sink);
        foreach (RecordKind kind in Enum.GetValues<RecordKind>())
        {
            _numbers[(int)kind] = kind is RecordKind.Edge or RecordKind.Finding or RecordKind.Allow or RecordKind.End ? [] : new int[store.CountOf(kind)];
            Array.Fill(_numbers[(int)kind], -1);
        }
    }

    /// <summary>Gives all records of a store. Rows that nothing refers to any more are left out.</summary>
    public static void Give(GraphStore store, IRecordSink sink)
    {
        var walk = new GraphWalk(store, sink);
        foreach (int run in CanonicalOrder.OfRuns(store))
        {
            walk.NumberOf(RecordKind.Run, run);
        }

        foreach (int type in CanonicalOrder.OfClasses(store))
        {
            walk.NumberOf(RecordKind.Class, type);
        }

        walk.GiveEdges();
        foreach (byte[] finding in store.Findings)
        {
            sink.AddFinding(finding);
        }

        foreach (byte[] allowance in store.Allowances)
        {
            sink.AddAllowance(allowance);
        }
    }

    private void GiveEdges()
    {
        var values = new List<long>();
        int[] edges = CanonicalOrder.OfEdges(_store);
        var ahead = new EdgeLookAhead(_store);
        for (int i = 0; i < edges.Length; i++)
        {
            if (i % EdgeLookAhead.Length == 0)
            {
                _loaded += ahead.Load(edges.AsSpan(i, Math.Min(EdgeLookAhead.Length, edges.Length - i)), _numbers[(int)RecordKind.Holds]);
            }

            EdgeEntry edge = _store.Edges[edges[i]];
            values.Clear();
            values.AddRange([NumberOf(RecordKind.Class, edge.From), NumberOf(RecordKind.Class, edge.To), (long)edge.Kinds, (long)edge.Refused, (long)edge.Quiet]);
            for (int at = edge.FirstWitness; at >= 0;)
            {
                WitnessEntry witness = _store.Edges.Witness(at);
                values.Add((long)witness.Kind);
                values.Add((long)witness.Flags);
                values.Add(NumberOf(RecordKind.Segment, witness.Segment));
                values.Add(witness.Held);
                values.Add(witness.Taken);
                values.Add(NumberOf(RecordKind.Holds, witness.Holds));
                values.Add(NumberOf(RecordKind.Stack, witness.At));
                values.Add(NumberOf(RecordKind.Stack, witness.HeldAt));
                values.Add(witness.Count);
                values.Add(witness.LastSeen);
                at = witness.Next;
            }

            _sink.Add(RecordKind.Edge, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values));
        }
    }

    private int NumberOf(RecordKind kind, int id)
    {
        if (id < 0)
        {
            return -1;
        }

        int number = _numbers[(int)kind][id];
        if (number >= 0)
        {
            return number;
        }

        number = kind == RecordKind.Text ? _sink.AddText(_store.Texts.Bytes(id)) : Give(kind, RowOf(kind, id));
        _numbers[(int)kind][id] = number;
        return number;
    }

    private int Give(RecordKind kind, ReadOnlySpan<long> row)
    {
        RecordSchema schema = RecordSchema.Of(kind)!;
        ref long[]? buffer = ref _values[(int)kind];
        if (buffer is null || buffer.Length < row.Length)
        {
            buffer = new long[row.Length];
        }

        Span<long> values = buffer.AsSpan(0, row.Length);
        for (int i = 0; i < row.Length; i++)
        {
            values[i] = schema[i].Target is { } target ? NumberOf(target, (int)row[i]) : row[i];
        }

        return _sink.Add(kind, values);
    }

    private ReadOnlySpan<long> RowOf(RecordKind kind, int id)
    {
        switch (kind)
        {
            case RecordKind.Run:
                RecordedRun run = _store.Runs[id];
                return new[] { run.Id, run.Name, run.Acquisitions, run.Chains, (long)run.WaitModel };
            case RecordKind.Class:
                RecordedClass type = _store.Classes[id];
                return new[]
                {
                    type.StableId, type.Occurrence, type.Subclass, type.Name, (long)type.Kind.Inner, (long)type.Kind.Outer, (long)type.Kind.Type, (long)type.Usage, (type.HasSeveral ? 1 : 0) | (type.NestsInstances ? 2 : 0),
                };
            default:
                return _store.Rows(kind).Read(id, ref _rows[(int)kind]);
        }
    }
}
