// Over 300 lines: two switches with one line for each operation of the format.
using System.Globalization;

namespace LockValidator;

/// <summary>Plays scenarios of format 1, each against a checker of its own under the kernel's rules.</summary>
/// <remarks>Used by one thread.</remarks>
/// <param name="symbols">The names that scenarios speak of.</param>
/// <param name="withState">True: outcomes hold the state at the end, whatever the scenario expects.</param>
/// <param name="watch">What else is to be done with each checker while it is fed, such as recording it.</param>
internal sealed class ScenarioReplayer(SymbolTable symbols, bool withState, Func<LockChecker, IDisposable>? watch = null)
{
    private static readonly Func<int, CodePosition> s_places = static index =>
        CodePosition.FromText(string.Create(CultureInfo.InvariantCulture, $"op#{index}"));

    private readonly ClassCache _cache = new();
    private readonly Dictionary<int, LockClass> _classes = [];
    private readonly HashSet<int> _ordered = [];
    private readonly Dictionary<int, LockFlow> _flows = [];
    private readonly List<object> _owners = [];
    private LockMap[] _maps = [];
    private int[] _cookies = [];

    public ScenarioOutcome Replay(Scenario scenario)
    {
        var findings = new FindingCollector();
        using var checker = new LockChecker(new LockCheckerOptions
        {
            Baseline = LockBaseline.Empty,
            KernelRules = true,
            FairReadersExact = scenario.FairReadersExact,
            WaitModel = scenario.WaitModel,
            Execution = scenario.Id,
            Places = s_places,
            InstanceNames = number => NameOf(scenario, number),
        });
        using IDisposable subscription = checker.AddReporter(findings);
        using IDisposable? watched = watch?.Invoke(checker);
        Prepare(scenario, checker);
        long acquisitions = 0;
        for (int i = 0; i < scenario.Operations.Count; i++)
        {
            ScenarioOperation operation = scenario.Operations[i];
            findings.Operation = i;
            LockFlow flow = FlowOf(operation.Task, checker);
            flow.Place = i;
            acquisitions += operation.Code == ScenarioCode.Acquire ? 1 : 0;
            Play(flow, in operation);
        }

        LockStatistics statistics = checker.Statistics;
        bool needsState = withState || scenario.Expected is { HasState: true };
        return new ScenarioOutcome
        {
            Id = scenario.Id,
            File = scenario.File,
            Line = scenario.Line,
            Findings = findings.Findings,
            Repeated = findings.Repeated,
            Acquisitions = acquisitions,
            Classes = statistics.Classes,
            Dependencies = statistics.Dependencies,
            InternalFailures = statistics.InternalFailures,
            State = needsState ? ObservedState.Of(checker, HeldDepths()) : null,
            Expected = scenario.Expected,
        };
    }

    private void Prepare(Scenario scenario, LockChecker checker)
    {
        _cache.Trim();
        _classes.Clear();
        _ordered.Clear();
        _flows.Clear();
        if (_maps.Length < scenario.Locks.Count)
        {
            _maps = new LockMap[scenario.Locks.Count];
            _cookies = new int[scenario.Locks.Count];
        }

        Array.Clear(_cookies);
        foreach (ScenarioLock one in scenario.Locks)
        {
            if (one.IsOrdered)
            {
                _ordered.Add(one.Class);
            }
        }

        for (int i = 0; i < scenario.Locks.Count; i++)
        {
            ScenarioLock one = scenario.Locks[i];
            LockClass type = _cache.SeenAs(ClassOf(one.Class, one.ClassName), one.Kind);
            _maps[i] = new LockMap(type, owner: OwnerAt(i));
            if (one.Subclass > 0)
            {
                _maps[i].SetClassUnchecked(type, one.Subclass);
            }

            if (one.IsOrdered && _ordered.Remove(one.Class))
            {
                checker.Introduce(type);
            }
        }
    }

    private void Play(LockFlow flow, in ScenarioOperation operation)
    {
        switch (operation.Code)
        {
            case ScenarioCode.Acquire:
                flow.Acquire(in _maps[operation.Lock], OptionsOf(in operation));
                break;
            case ScenarioCode.Release:
                flow.Release(in _maps[operation.Lock]);
                break;
            case ScenarioCode.Sync:
                flow.Sync(in _maps[operation.Lock], operation.Mode, operation.IsUnchecked);
                break;
            case ScenarioCode.Downgrade:
                flow.Downgrade(in _maps[operation.Lock]);
                break;
            case ScenarioCode.SetClass:
                flow.SetClass(ref _maps[operation.Lock], ClassFor(in operation), operation.Subclass);
                break;
            case ScenarioCode.Init:
                Initialize(flow, in operation);
                break;
            case ScenarioCode.Free:
                flow.Destroy(ref _maps[operation.Lock]);
                break;
            case ScenarioCode.Pin:
                _cookies[operation.Lock] = flow.Pin(in _maps[operation.Lock]);
                break;
            case ScenarioCode.Unpin:
                flow.Unpin(in _maps[operation.Lock], _cookies[operation.Lock]);
                break;
            case ScenarioCode.AssertHeld:
                flow.AssertHeld(in _maps[operation.Lock]);
                break;
            case ScenarioCode.AssertHeldRead:
                flow.AssertHeld(in _maps[operation.Lock], LockMode.Shared);
                break;
            case ScenarioCode.AssertHeldWrite:
                flow.AssertHeld(in _maps[operation.Lock], LockMode.Exclusive);
                break;
            case ScenarioCode.AssertNotHeld:
                flow.AssertNotHeld(in _maps[operation.Lock]);
                break;
            case ScenarioCode.ZapClass:
                flow.Checker.Unregister(ClassOf(operation.Class, operation.Class));
                break;
            default:
                PlayContext(flow, in operation);
                break;
        }
    }

    private static void PlayContext(LockFlow flow, in ScenarioOperation operation)
    {
        switch (operation.Code)
        {
            case ScenarioCode.AssertNoneHeld:
                flow.AssertNoneHeld();
                break;
            case ScenarioCode.AssertIrqsEnabled:
                flow.AssertEnabled(InterruptContext.Hard);
                break;
            case ScenarioCode.AssertIrqsDisabled:
                flow.AssertEnabled(InterruptContext.Hard, enabled: false);
                break;
            case ScenarioCode.IrqDisable:
                flow.Disable(InterruptContext.Hard);
                break;
            case ScenarioCode.IrqEnable:
                flow.Enable(InterruptContext.Hard);
                break;
            case ScenarioCode.BhDisable:
                flow.Disable(InterruptContext.Soft);
                break;
            case ScenarioCode.BhEnable:
                flow.Enable(InterruptContext.Soft);
                break;
            case ScenarioCode.HardirqEnter:
                flow.Enter(InterruptContext.Hard, operation.IsThreaded);
                break;
            case ScenarioCode.HardirqThreaded:
                flow.MarkThreaded();
                break;
            case ScenarioCode.HardirqExit:
                flow.Leave(InterruptContext.Hard);
                break;
            case ScenarioCode.SoftirqEnter:
                flow.Enter(InterruptContext.Soft);
                break;
            case ScenarioCode.SoftirqExit:
                flow.Leave(InterruptContext.Soft);
                break;
            case ScenarioCode.IrqConfigEnter:
                flow.EnterConfigSection();
                break;
            case ScenarioCode.IrqConfigExit:
                flow.LeaveConfigSection();
                break;
            case ScenarioCode.NmiEnter:
                flow.Enter(InterruptContext.Nmi);
                break;
            case ScenarioCode.NmiExit:
                flow.Leave(InterruptContext.Nmi);
                break;
            case ScenarioCode.Off:
                flow.Pause();
                break;
            case ScenarioCode.On:
                flow.Resume();
                break;
            case ScenarioCode.TaskExit:
                flow.End();
                break;
            case ScenarioCode.UserReturn:
                flow.ReturnedToPool();
                break;
            default:
                throw new InvalidOperationException($"{operation.Code} is not played.");
        }
    }

    private void Initialize(LockFlow flow, in ScenarioOperation operation)
    {
        LockClass type = ClassFor(in operation);
        flow.Initialize(ref _maps[operation.Lock], type);
        if (operation.Subclass is > 0 and < LockClass.Subclasses)
        {
            _maps[operation.Lock].SetClassUnchecked(type, operation.Subclass);
        }
    }

    private AcquireOptions OptionsOf(in ScenarioOperation operation) => new(
        operation.Mode,
        operation.IsTry ? AcquireKind.Try : AcquireKind.Blocking,
        operation.Subclass,
        operation.Nest < 0 ? default : _maps[operation.Nest],
        Unchecked: operation.IsUnchecked);

    /// <summary>The class that an instance is given: it keeps its own wait types.</summary>
    private LockClass ClassFor(in ScenarioOperation operation) =>
        _cache.SeenAs(ClassOf(operation.Class, operation.Class), _maps[operation.Lock].Class!.Kind);

    private LockClass ClassOf(int symbol, int shown)
    {
        if (!_classes.TryGetValue(symbol, out LockClass? known))
        {
            known = _cache.Get(symbols[symbol], symbols[shown], _ordered.Contains(symbol));
            _classes.Add(symbol, known);
        }

        return known;
    }

    private LockFlow FlowOf(int task, LockChecker checker)
    {
        if (!_flows.TryGetValue(task, out LockFlow? flow))
        {
            flow = new LockFlow(checker, string.Create(CultureInfo.InvariantCulture, $"task{task}/{100 + task}"));
            _flows.Add(task, flow);
        }

        return flow;
    }

    /// <summary>How much each task holds, by its number, without the zeros at the end.</summary>
    private List<int> HeldDepths()
    {
        var depths = new List<int>();
        foreach ((int task, LockFlow flow) in _flows)
        {
            int depth = flow.Held.Count;
            if (depth > 0)
            {
                depths.AddRange(Enumerable.Repeat(0, Math.Max(0, task + 1 - depths.Count)));
                depths[task] = depth;
            }
        }

        return depths;
    }

    private string? NameOf(Scenario scenario, long instance)
    {
        for (int i = 0; i < scenario.Locks.Count; i++)
        {
            if (_maps[i].Instance == instance)
            {
                return "@" + symbols[scenario.Locks[i].Name];
            }
        }

        return null;
    }

    private object OwnerAt(int place)
    {
        while (_owners.Count <= place)
        {
            _owners.Add(_owners.Count);
        }

        return _owners[place];
    }
}
