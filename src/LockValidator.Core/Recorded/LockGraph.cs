namespace LockValidator;

/// <summary>
/// The graph that runs have learnt, apart from them: classes, the orders between them, and how each was seen. It is written to a file, read back, united
/// with those of other runs, and judged as a whole.
/// </summary>
/// <remarks>
/// Immutable and safe for use by any number of threads. Uniting is commutative, associative and idempotent. The format is described in
/// docs/graph-format.md.
/// </remarks>
public sealed class LockGraph
{
    /// <summary>So many contradictions are looked at unless asked otherwise.</summary>
    internal const int MostFindings = 1000;

    private readonly GraphStore _store;

    internal LockGraph(GraphStore store) => _store = store;

    /// <summary>A graph without anything in it.</summary>
    public static LockGraph Empty { get; } = new(new GraphStore());

    /// <summary>The classes, by stable id. Made anew at each call: O(classes).</summary>
    public IReadOnlyList<ClassSnapshot> Classes
    {
        get
        {
            var model = new RecordedModel(_store);
            return [.. CanonicalOrder.OfClasses(_store).Select(model.Snapshot)];
        }
    }

    /// <summary>The orders with the ways in which they were seen, by the stable ids of their classes. Made while they are enumerated.</summary>
    public IEnumerable<DependencyStep> Orders
    {
        get
        {
            var model = new RecordedModel(_store);
            var findings = new RecordedFinding(_store, model);
            return CanonicalOrder.OfEdges(_store).Select(findings.StepOf);
        }
    }

    /// <summary>The number of classes, subclasses counted apart.</summary>
    public int ClassCount => _store.Classes.Count;

    /// <summary>The number of orders.</summary>
    public int OrderCount => _store.Edges.Count;

    /// <summary>The runs that it was recorded from, by id.</summary>
    public IReadOnlyList<LockGraphRun> Runs => [.. CanonicalOrder.OfRuns(_store)
        .Select(run => _store.Runs[run])
        .Where(run => _store.Texts.Bytes(run.Id).Length > 0)
        .Select(run => new LockGraphRun(_store.Texts[run.Id], _store.Texts[run.Name], run.Acquisitions, run.Chains))];

    /// <summary>Whether nothing was ever fed to the runs that it was recorded from: most likely they were wired to nothing.</summary>
    public bool IsNothingObserved => Runs.All(static run => run.Acquisitions == 0);

    internal GraphStore Store => _store;

    /// <summary>What the code of the runs allows.</summary>
    internal IReadOnlyList<LockAllowance> AllowedInCode => [.. _store.Allowances.Select(AllowanceJson.Read).OfType<LockAllowance>()];

    /// <summary>What a checker has learnt so far. The checker stands still meanwhile: about a microsecond an order.</summary>
    /// <param name="checker">The checker.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="checker"/> is null.</exception>
    public static LockGraph Of(LockChecker checker)
    {
        ArgumentNullException.ThrowIfNull(checker);
        return new LockGraph(GraphRecorder.Record(checker));
    }

    /// <summary>Reads a graph file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="LockGraphFormatException">The file is no graph, is of another major version, or was cut off, changed or damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LockGraph Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ReadAll([path]);
    }

    /// <summary>Reads graph files and unites them, one after the other: memory grows with what is different in them.</summary>
    /// <param name="paths">The files.</param>
    /// <returns>The union.</returns>
    /// <exception cref="LockGraphFormatException">A file is no graph, is of another major version, or was cut off, changed or damaged.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <remarks>Reads ahead on a thread of the pool.</remarks>
    public static LockGraph ReadAll(params IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return ReadAll([.. paths], LockBaseline.Empty);
    }

    /// <summary>As <see cref="ReadAll(IEnumerable{string})"/>, where classes that a baseline renames are called what they are called now.</summary>
    internal static LockGraph ReadAll(IReadOnlyList<string> paths, LockBaseline baseline) => new(GraphUnion.Read(paths, baseline.Renames));

    /// <summary>Unites graphs. What is in several is there once; of many ways in which an order was seen those that are too many are replaced by what stands for them.</summary>
    /// <param name="graphs">The graphs.</param>
    /// <returns>The union.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="graphs"/> is null.</exception>
    public static LockGraph Merge(params IEnumerable<LockGraph> graphs)
    {
        ArgumentNullException.ThrowIfNull(graphs);
        var union = new GraphStore();
        foreach (LockGraph graph in graphs)
        {
            GraphWalk.Give(graph._store, union);
        }

        return new LockGraph(union);
    }

    /// <summary>Writes the graph to a file: the old one stays until the new one is complete on disk.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public void Write(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        AtomicFile.Write(path, stream => GraphFileWriter.Write(_store, stream));
    }

    /// <summary>
    /// Judges the graph as a whole, by what was seen in all of its runs: the verdicts are those that a live checker comes to. What a run found that is no
    /// cycle of orders (a recursion, a wait in the wrong context) was recorded with it, and is among the findings.
    /// </summary>
    /// <returns>The findings, the worst first; of contradictions that are very many the first thousand.</returns>
    public IReadOnlyList<Violation> Judge() => Judge(MostFindings, out _);

    /// <summary>As <see cref="Judge()"/>, where what a baseline or the code of the runs allows is marked, and hides no other cycle.</summary>
    /// <param name="baseline">What is allowed.</param>
    /// <param name="clock">Tells what has expired; null: the system's.</param>
    /// <returns>The findings, the worst first.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="baseline"/> is null.</exception>
    public IReadOnlyList<Violation> Judge(LockBaseline baseline, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return Judge(new Allowances(baseline, clock ?? TimeProvider.System, AllowedInCode), MostFindings, out _);
    }

    /// <summary>As <see cref="Judge()"/>, and tells what was left out.</summary>
    /// <param name="most">How many contradictions are looked at.</param>
    /// <param name="leftOut">How many orders run against the others and were not looked at, as there were more contradictions than that.</param>
    /// <returns>The findings, the worst first.</returns>
    public IReadOnlyList<Violation> Judge(int most, out int leftOut)
    {
        return Judge(new Allowances(LockBaseline.Empty, TimeProvider.System, AllowedInCode), most, out leftOut);
    }

    /// <summary>As <see cref="Judge()"/>, where what is allowed is marked.</summary>
    internal IReadOnlyList<Violation> Judge(Allowances allowances, int most, out int leftOut)
    {
        (IReadOnlyList<Violation> cycles, leftOut) = GraphJudge.Judge(_store, allowances, most);

        // What was allowed where it was found is not what counts, but what is allowed here.
        return
        [
            .. KeptFindings.With(cycles, _store.Findings)
                .Select(finding => allowances.Mark(finding with { Allowed = null, Expired = null }))
                .OrderByDescending(static finding => finding.FailsBuilds)
                .ThenByDescending(static finding => finding.Verdict.Severity()),
        ];
    }
}
