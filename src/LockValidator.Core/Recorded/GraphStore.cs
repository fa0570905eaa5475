using System.Runtime.InteropServices;

namespace LockValidator;

/// <summary>What graph files say, in memory: rows of numbers that refer to each other, each distinct one once.</summary>
/// <remarks>
/// Not thread-safe while it grows. Whatever is added twice is there once, and what two files say of one class, run or dependency is united
/// by operations that do not depend on an order (or, maximum, first in canonical order): so uniting graphs is commutative, associative
/// and idempotent.
/// </remarks>
internal sealed class GraphStore : IRecordSink, IRecordHashes
{
    private readonly RowTable?[] _rows = new RowTable?[(int)RecordKind.End + 1];
    private readonly List<RecordedClass> _classes = [];
    private readonly List<RecordedRun> _runs = [];
    private readonly RowTable _classKeys = new();
    private readonly RowTable _runKeys = new();
    private readonly TextTable _findings = new();
    private readonly TextTable _allowances = new();
    private readonly Dictionary<int, int> _several = [];

    public GraphStore()
    {
        foreach (RecordKind kind in (ReadOnlySpan<RecordKind>)[RecordKind.Frame, RecordKind.Seen, RecordKind.Cover, RecordKind.Segment, RecordKind.Stack, RecordKind.Holds])
        {
            _rows[(int)kind] = new RowTable();
        }

        Edges = new EdgeTable(this);
    }

    public TextTable Texts { get; } = new();

    public EdgeTable Edges { get; }

    public IReadOnlyList<RecordedClass> Classes => _classes;

    public IReadOnlyList<RecordedRun> Runs => _runs;

    /// <summary>What runs found that cannot be seen in the graph, as JSON, in canonical order.</summary>
    public IReadOnlyList<byte[]> Findings => InOrder(_findings);

    /// <summary>What the code of the runs allows, as JSON, in canonical order.</summary>
    public IReadOnlyList<byte[]> Allowances => InOrder(_allowances);

    /// <summary>The rows of a kind that is nothing but rows.</summary>
    public RowTable Rows(RecordKind kind) => _rows[(int)kind]!;

    /// <summary>How many there are of a kind that others refer to.</summary>
    public int CountOf(RecordKind kind) => kind switch
    {
        RecordKind.Text => Texts.Count,
        RecordKind.Run => _runs.Count,
        RecordKind.Class => _classes.Count,
        _ => Rows(kind).Count,
    };

    /// <summary>Adds a record whose references are numbers of this store.</summary>
    /// <returns>Its number; that of the same one if it is there already.</returns>
    public int Add(RecordKind kind, ReadOnlySpan<long> values) => Add(kind, values, kind == RecordKind.Edge ? [] : [RecordHash.Of(this, kind, values)]);

    /// <summary>As <see cref="Add(RecordKind, ReadOnlySpan{long})"/>, where the hashes are known.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="values">Its numbers.</param>
    /// <param name="hashes">Its hash; of a dependency those of its witnesses, or none.</param>
    public int Add(RecordKind kind, ReadOnlySpan<long> values, ReadOnlySpan<ulong> hashes) => kind switch
    {
        RecordKind.Class => AddClass(values, hashes[0]),
        RecordKind.Run => AddRun(values, hashes[0]),
        RecordKind.Edge => AddEdge(values, hashes),
        _ => Rows(kind).GetOrAdd(values, hashes[0]),
    };

    /// <summary>Nothing is added any more: what only that needs, a tenth of the memory, is given up.</summary>
    public void Seal()
    {
        foreach (RowTable? rows in _rows)
        {
            rows?.Seal();
        }

        Texts.Seal();
        Edges.Seal();
    }

    public int AddText(ReadOnlySpan<byte> text, ulong hash) => Texts.GetOrAdd(text, hash);

    public int AddText(ReadOnlySpan<byte> text) => Texts.GetOrAdd(text);

    public void AddFinding(ReadOnlySpan<byte> json) => _findings.GetOrAdd(json);

    public void AddAllowance(ReadOnlySpan<byte> json) => _allowances.GetOrAdd(json);

    /// <summary>The segment that stands for one and others of other executions.</summary>
    public int SeveralOf(int segment)
    {
        if (_several.TryGetValue(segment, out int known))
        {
            return known;
        }

        long[] frame = Rows(RecordKind.Frame)[(int)Rows(RecordKind.Segment)[segment][0]];
        int nothing = Texts.GetOrAdd("");
        int run = Add(RecordKind.Run, [nothing, nothing, 0, 0, 0]);
        int several = Add(RecordKind.Frame, [run, 0, Texts.GetOrAdd(ExecutionFrame.Several.Name), RecordedFlows.IsSeveral | (frame[3] & RecordedFlows.IsRequest)]);
        int stands = Add(RecordKind.Segment, [several, 0, 0, Texts.GetOrAdd("several flows"), 0, 0, -1, -1]);
        _several.Add(segment, stands);
        return stands;
    }

    private static byte[][] InOrder(TextTable texts)
    {
        byte[][] all = [.. Enumerable.Range(0, texts.Count).Select(id => texts.Bytes(id).ToArray())];
        Array.Sort(all, static (one, other) => one.AsSpan().SequenceCompareTo(other));
        return all;
    }

    public ulong HashOf(RecordKind kind, int id) => kind switch
    {
        RecordKind.Text => Texts.HashOf(id),
        RecordKind.Class => _classKeys.HashOf(id),
        RecordKind.Run => _runKeys.HashOf(id),
        _ => Rows(kind).HashOf(id),
    };

    private int AddClass(ReadOnlySpan<long> v, ulong hash)
    {
        int id = _classKeys.GetOrAdd(v[..3], hash);
        var added = new RecordedClass
        {
            StableId = (int)v[0],
            Occurrence = (int)v[1],
            Subclass = (int)v[2],
            Name = (int)v[3],
            Kind = new LockKind((WaitType)v[4], (WaitType)v[5], (LockClassType)v[6]),
            Usage = (ulong)v[7],
            HasSeveral = (v[8] & 1) != 0,
            NestsInstances = (v[8] & 2) != 0,
        };
        if (id == _classes.Count)
        {
            _classes.Add(added);
            return id;
        }

        ref RecordedClass known = ref CollectionsMarshal.AsSpan(_classes)[id];
        known.Name = Texts.Bytes(added.Name).SequenceCompareTo(Texts.Bytes(known.Name)) < 0 ? added.Name : known.Name;
        known.Kind = NumberOf(added.Kind) < NumberOf(known.Kind) ? added.Kind : known.Kind;
        known.Usage |= added.Usage;
        known.HasSeveral |= added.HasSeveral;
        known.NestsInstances |= added.NestsInstances;
        return id;
    }

    private static int NumberOf(LockKind kind) => ((((int)kind.Inner << 8) | (int)kind.Outer) << 8) | (int)kind.Type;

    private int AddRun(ReadOnlySpan<long> v, ulong hash)
    {
        int id = _runKeys.GetOrAdd(v[..1], hash);
        var added = new RecordedRun { Id = (int)v[0], Name = (int)v[1], Acquisitions = v[2], Chains = v[3], WaitModel = (WaitModel)v[4] };
        if (id == _runs.Count)
        {
            _runs.Add(added);
            return id;
        }

        ref RecordedRun known = ref CollectionsMarshal.AsSpan(_runs)[id];
        known.Name = Texts.Bytes(added.Name).SequenceCompareTo(Texts.Bytes(known.Name)) < 0 ? added.Name : known.Name;
        known.Acquisitions = Math.Max(known.Acquisitions, added.Acquisitions);
        known.Chains = Math.Max(known.Chains, added.Chains);
        known.WaitModel = (WaitModel)Math.Min((int)known.WaitModel, (int)added.WaitModel);
        return id;
    }

    private int AddEdge(ReadOnlySpan<long> v, ReadOnlySpan<ulong> hashes)
    {
        int seen = 0;
        int id = Edges.GetOrAdd((int)v[0], (int)v[1]);
        ref EdgeEntry edge = ref Edges[id];
        edge.Kinds |= (DependencyKinds)v[2];
        edge.Refused |= (DependencyKinds)v[3];
        edge.Quiet |= (DependencyKinds)v[4];
        for (ReadOnlySpan<long> w = v[RecordSchema.EdgeFields..]; w.Length > 0; w = w[RecordSchema.WitnessFields..])
        {
            WitnessEntry witness = WitnessEntry.From(w);
            witness.Hash = hashes.IsEmpty ? RecordHash.Of(this, in witness) : hashes[seen++];
            Edges.AddWitness(id, witness);
        }

        return id;
    }
}
