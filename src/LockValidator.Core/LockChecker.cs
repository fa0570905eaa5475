using System.Collections.Immutable;

namespace LockValidator;

/// <summary>
/// One engine with one graph of lock classes. Flows feed it; it finds what breaks a rule, reports it, and stays on.
/// </summary>
/// <remarks>
/// Safe for use by any number of threads. A known chain of locks costs no lock and no allocation; a new one is checked and learnt
/// under one internal lock, so that of two flows that add the two halves of a cycle at least one reports it.
/// </remarks>
public sealed partial class LockChecker : IDisposable, IInstanceWatcher
{
    private static int s_lastSeed;

    private readonly DependencyGraph _graph = new();
    private readonly ViolationBuilder _builder;
    private readonly ViolationDelivery _delivery;
    private readonly FlowRegistry _flows = new();
    private long _slowAcquisitions;

    // Written under the gate, read by flows on their slow path.
    private ImmutableList<int> _removedClasses = [];

    private TraceWriter? _recorder;
    // Null where the baseline declares no order. Under the gate.
    private readonly BaselineOrders? _declared;

    /// <summary>Makes a checker.</summary>
    /// <param name="options">How it works; null: the defaults.</param>
    public LockChecker(LockCheckerOptions? options = null)
        : this(options ?? new LockCheckerOptions(), reportsTo: null)
    {
    }

    /// <summary>Makes a checker, of a scope or on its own.</summary>
    internal LockChecker(LockCheckerOptions options, LockChecker? reportsTo)
    {
        Options = options;
        ReportsTo = reportsTo;
        Failures = new InternalFailures(Options.InternalLog);
        Seed = ChainKey.Mix((ulong)Interlocked.Increment(ref s_lastSeed) << 32);
        Run = new ExecutionFrame(Options.Execution);
        _builder = new ViolationBuilder(Options, _graph, Chains);
        _delivery = new ViolationDelivery(Options, Failures);
        Times = Options.MeasureTimes || Options.HoldTimeLimit is not null ? new TimesTable(Options.Clock, Options.HoldTimeLimit) : null;
        _live = Options.KernelRules ? null : new LiveWatch(Options, Failures);
        Allowances = reportsTo?.Allowances ?? new Allowances(Options.Baseline, Options.Clock);
        _declared = BaselineOrders.Of(Options.Baseline);
        if (Options.WatchBlocking)
        {
            BlockingWatch.Want();
        }

        SayProblems();
    }

    /// <summary>How it works.</summary>
    public LockCheckerOptions Options { get; }

    /// <summary>The distinct findings so far, in the order in which they were made.</summary>
    public IReadOnlyList<Violation> Violations => _delivery.Distinct;

    /// <summary>Those of <see cref="Violations"/> that were first made where no <see cref="LockScope"/> is: before any, or by a flow that was started without the context of its starter.</summary>
    public IReadOnlyList<Violation> UnscopedViolations => _delivery.Unscoped;

    /// <summary>The execution that stands for all that is done outside of scopes and requests.</summary>
    internal ExecutionFrame Run { get; }

    /// <summary>Where the chain keys of this checker start.</summary>
    internal ulong Seed { get; }

    /// <summary>For the checker of a scope: whose reporters hear of its findings as well.</summary>
    internal LockChecker? ReportsTo { get; }

    internal InternalGate Gate { get; } = new();

    internal ChainCache Chains { get; } = new();

    internal InternalFailures Failures { get; }

    /// <summary>Under the gate.</summary>
    internal InstanceOrders InstanceOrders { get; } = new();

    /// <summary>Under the gate.</summary>
    internal TrialInstances Trials { get; } = new();

    /// <summary>Under the gate.</summary>
    internal DependencyGraph Graph => _graph;

    /// <summary>Under the gate.</summary>
    internal ViolationBuilder Builder => _builder;

    internal FlowRegistry Flows => _flows;

    /// <summary>The classes that were unregistered so far, in that order: a flow that holds one catches up on its slow path.</summary>
    internal ImmutableList<int> RemovedClasses => Volatile.Read(ref _removedClasses);

    /// <summary>Who writes down what this checker is fed; a scope's checker writes where its outer one does.</summary>
    internal TraceWriter? Recorder => Volatile.Read(ref _recorder) ?? ReportsTo?.Recorder;

    /// <summary>Adds a receiver of findings.</summary>
    /// <param name="reporter">The receiver.</param>
    /// <returns>What takes it away again.</returns>
    public IDisposable AddReporter(IViolationReporter reporter)
    {
        ArgumentNullException.ThrowIfNull(reporter);
        return _delivery.Add(reporter);
    }

    /// <summary>Declares that locks of these classes, where they are taken together, are taken in this order.</summary>
    /// <param name="order">The classes, first to last. An order that contradicts what was seen is a finding.</param>
    public void DeclareOrder(params LockClass[] order)
    {
        ArgumentNullException.ThrowIfNull(order);
        Record(new FlowOperation(OperationCode.DeclareOrder, null) { Classes = order });
        Declarations.Order(this, order);
    }

    /// <summary>Declares the rank of a class: within a family, locks are taken in ascending order of rank, and never two of one rank together.</summary>
    /// <param name="family">The family.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="type">The class.</param>
    public void DeclareRank(string family, int rank, LockClass type)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(type);
        Record(new FlowOperation(OperationCode.DeclareRank, null) { Name = family, Number = rank, Class = type });
        Declarations.Rank(this, family, rank, type);
    }

    /// <summary>Forgets a class with all its subclasses: its dependencies and its usage go with it. Locks of it that are held make no more dependencies.</summary>
    /// <param name="type">The class.</param>
    public void Unregister(LockClass type)
    {
        ArgumentNullException.ThrowIfNull(type);
        Record(new FlowOperation(OperationCode.Unregister, null) { Class = type });
        using (Gate.Enter())
        {
            for (int subclass = 0; subclass < LockClass.Subclasses; subclass++)
            {
                if (_graph.Find(type.Id, subclass) is { } node)
                {
                    _graph.Remove(node);
                }
            }

            // In this order: a flow that knows of the removal must not find a chain from before it.
            ForgetChainsLocked();
            Cycles.Forget();
            Volatile.Write(ref _removedClasses, _removedClasses.Add(type.Id));
        }
    }

    /// <summary>The classes and dependencies as they are now.</summary>
    /// <returns>A copy.</returns>
    public GraphSnapshot Snapshot()
    {
        using (Gate.Enter())
        {
            return new GraphSnapshot(
                _graph.Classes.Select(_builder.Snapshot).ToList(),
                _builder.Steps(_graph.Dependencies.ToList(), withWitnesses: true))
            {
                Contradicting = _builder.Steps(_graph.Refused.ToList(), withWitnesses: true).Zip(_graph.Refused, static (step, dependency) => step with { Kinds = dependency.Refused }).ToList(),
            };
        }
    }

    /// <summary>What each flow of this checker holds now. Read without stopping them.</summary>
    /// <returns>The flows that hold something.</returns>
    public IReadOnlyList<FlowSnapshot> HeldLocksOfAllFlows() =>
        _flows.Live().Select(static flow => new FlowSnapshot(flow.Name, flow.Held)).Where(static snapshot => snapshot.Held.Count > 0).ToList();

    /// <summary>Writes down everything that this checker is fed from now on. While it does, no chain is taken for known.</summary>
    /// <param name="writer">Where to.</param>
    /// <returns>What ends the recording; the writer stays open.</returns>
    /// <exception cref="InvalidOperationException">It is recording already.</exception>
    public IDisposable RecordTo(TraceWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (Interlocked.CompareExchange(ref _recorder, writer, null) is not null)
        {
            throw new InvalidOperationException("The checker is recording already.");
        }

        writer.Begin(Options);
        RefreshFlows();
        return new Ending(() =>
        {
            Volatile.Write(ref _recorder, null);
            RefreshFlows();
        });
    }

    /// <summary>Ends the checker's recording and drops its reporters. Flows that still have it are not disturbed.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _recorder, null);
        _live?.Dispose();
        _delivery.Clear();
    }

    /// <summary>Makes the class known before its first acquisition.</summary>
    internal void Introduce(LockClass type, int subclass = 0)
    {
        using (Gate.Enter())
        {
            _graph.Meet(type, subclass);
        }
    }

    internal void Record(in FlowOperation operation) => Recorder?.Write(in operation);

    private sealed class Ending(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
