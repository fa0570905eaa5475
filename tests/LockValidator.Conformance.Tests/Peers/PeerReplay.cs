namespace LockValidator.Conformance.Tests;

/// <summary>Plays one scenario to a checker with live rules, and collects what it reports at which operation.</summary>
/// <remarks>Parts: single locks here; lives of locks, waiting, and bulk operations stand in files of their own.</remarks>
internal sealed partial class PeerReplay : IViolationReporter, IDisposable
{
    // Repetitions stand for load, not for meaning: as many as a unit test can afford.
    private const int MostIterations = 2_000;

    // What lasts longer is reported, where that is asked for at all.
    private static readonly TimeSpan s_threshold = TimeSpan.FromMilliseconds(500);

    private readonly PeerScenario _scenario;
    private readonly HandClock _clock = new();
    private readonly bool _watched;
    private readonly PeerLocks _locks;
    private readonly PeerThreads _threads;
    private readonly PeerGraph _graph;
    private readonly List<PeerFinding> _findings = [];
    private PeerOperation? _now;
    private bool _processEnded;

    public PeerReplay(PeerScenario scenario, bool watched = false)
    {
        _scenario = scenario;
        _watched = watched;
        Checker = new LockChecker(new LockCheckerOptions
        {
            Stacks = StackMode.Off,
            Clock = _clock,
            Reporters = [this],

            // The suite sets a threshold for its scenario of long holds alone. An operation takes a second.
            HoldTimeLimit = scenario.Expect == "hold_time" ? TimeSpan.FromSeconds(1) : null,
            StallLimit = scenario.Expect == "stall" ? s_threshold : null,
            DeadlockLimit = watched ? s_threshold : null,
            DefaultPolicy = scenario.Throws ? ViolationPolicy.Throw : ViolationPolicy.Report,
        });
        _threads = new PeerThreads(scenario, Checker);
        _locks = new PeerLocks(scenario, Checker);
        _graph = new PeerGraph(Checker);
    }

    public LockChecker Checker { get; }

    /// <summary>What was reported, in order; the same finding met again included.</summary>
    public IReadOnlyList<PeerFinding> Findings => _findings;

    /// <summary>Acquisitions that a policy refused.</summary>
    public List<PeerOperation> Refused { get; } = [];

    /// <summary>Where the graph and the naive model beside it disagreed.</summary>
    public IReadOnlyList<string> ModelDifferences => _graph.Differences;

    public void Report(Violation violation) => _findings.Add(new PeerFinding(_now?.Index ?? -1, violation));

    public void Dispose() => Checker.Dispose();

    public void Run()
    {
        for (int i = 0; i < Math.Min(_scenario.Iterations, MostIterations); i++)
        {
            foreach (PeerOperation op in _scenario.Operations)
            {
                Do(op);
            }

            TakeAgainAfterWaits();
        }

        _clock.Advance(TimeSpan.FromHours(1));
    }

    /// <summary>Does one operation; a refusal by policy is noted.</summary>
    /// <exception cref="FormatException">The operation, or what it names, is not known.</exception>
    public void Do(PeerOperation op)
    {
        if (_processEnded)
        {
            throw new FormatException("Something happens after the end of the process.");
        }

        _now = op;
        _clock.Advance(TimeSpan.FromSeconds(1));
        try
        {
            if (op.Thread == PeerThreads.GraphThread)
            {
                _graph.Do(op);
            }
            else if (!DoWithOneLock(op) && !DoWithLife(op) && !DoWithWaiting(op) && !DoInBulk(op))
            {
                throw new FormatException($"Operation '{op.Name}' is not known.");
            }
        }
        catch (LockViolationException)
        {
            Refused.Add(op);
        }
    }

    public bool Holds(string thread, string name) => _threads[thread].IsHeld(in _locks[name].Map);

    /// <summary>The locks that a thread holds, by name.</summary>
    public IReadOnlyList<string> HeldBy(string thread) =>
        [.. _locks.All.Where(each => each.Class is not null && Holds(thread, each.Name)).Select(static each => each.Name)];

    /// <summary>What the graph calls a lock's class; the number of a node is its own name.</summary>
    public string ClassNameOf(string name) => _scenario.Locks.Any(each => each.Name == name) ? _locks[name].Class?.Name ?? name : name;

    /// <summary>The classes of former lives, none of which may be left in the graph.</summary>
    public IReadOnlyList<string> FormerClasses => [.. _locks.All.SelectMany(static each => each.FormerClasses)];

    private bool DoWithOneLock(PeerOperation op)
    {
        switch (op.Name)
        {
            case "acq":
            case "want":
                BecomeChannelBefore(op);
                Acquire(op, AcquireKind.Blocking, op.Argument);
                return true;
            case "timed":
                Acquire(op, AcquireKind.Timed, Succeeded(op.Argument));
                return true;
            case "annotate_acq":
                Acquire(op, AcquireKind.Announced, op.Argument);
                return true;
            case "try" when op.Argument.EndsWith('-'):
                _threads[op.Thread].AcquireFailed(in _locks[op.Target].Map, new AcquireOptions(ModeOf(op, op.Argument[..^1]), AcquireKind.Try));
                return true;
            case "try":
                Acquire(op, AcquireKind.Try, Succeeded(op.Argument));
                return true;
            case "upgrade":
                Acquire(op, AcquireKind.Blocking, "x");
                return true;
            case "rel":
                _threads[op.Thread].Release(in _locks[op.Target].Map, ModeNamed(op.Argument));
                return true;
            default:
                return false;
        }
    }

    private void Acquire(PeerOperation op, AcquireKind kind, string mode)
    {
        LockMode side = ModeOf(op, mode);
        _threads[op.Thread].Acquire(in _locks[op.Target].Map, new AcquireOptions(side, kind));
        if (op.Name == "want" || (_watched && IsWhereItBlocks(op)))
        {
            _threads[op.Thread].BeginWait(in _locks[op.Target].Map, side);
        }
    }

    /// <summary>The last thing that a thread does which is blocked for ever.</summary>
    private bool IsWhereItBlocks(PeerOperation op) =>
        _scenario.Blocked.Contains(op.Thread) && op == _scenario.Operations.Last(other => other.Thread == op.Thread);

    /// <summary>POSIX lets a reader take a read lock again whoever waits, and some suites rely on it: there the second hold is a recursive one.</summary>
    private LockMode ModeOf(PeerOperation op, string mode)
    {
        bool posix = _scenario.Suite is "helgrind" or "drd" || _scenario.Suite.StartsWith("tsan/", StringComparison.Ordinal);
        return posix && mode == "r" && _threads[op.Thread].IsHeld(in _locks[op.Target].Map, LockMode.Shared) ? LockMode.SharedRecursive : ModeNamed(mode);
    }

    private static LockMode ModeNamed(string mode) => mode switch
    {
        "x" or "" => LockMode.Exclusive,
        "r" => LockMode.Shared,
        "rr" => LockMode.SharedRecursive,
        "u" => LockMode.Upgradeable,
        _ => throw new FormatException($"Mode '{mode}' is not known."),
    };

    private static string Succeeded(string mode) =>
        mode.EndsWith('+') ? mode[..^1] : throw new FormatException($"Result '{mode}' is not known.");
}
