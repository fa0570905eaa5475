namespace LockValidator;

/// <summary>How a checker works. Read once, when the checker is made.</summary>
public sealed record LockCheckerOptions
{
    /// <summary>Whether config locks are told from spinning ones. The default is the stricter one.</summary>
    public WaitModel WaitModel { get; init; } = WaitModel.RealTime;

    /// <summary>
    /// True: a fair reader in an interrupt-like context waits for any holder, as .NET's reader-writer locks make it wait.
    /// False: as the Linux kernel counts it, where readers in interrupts are always recursive.
    /// </summary>
    public bool FairReadersExact { get; init; } = true;

    /// <summary>
    /// Whether waits for tasks, threads, events and lazy values are checked: <see cref="LockMap.WaitFor"/> and <see cref="LockMap.RunAs"/>, and
    /// all that is built on them. False: they are not looked at, and only locks are checked.
    /// </summary>
    public bool CheckWaits { get; init; } = true;

    /// <summary>
    /// Whether a blocking wait under a spin lock, or in a context that may not wait, is noticed in all code: see <see cref="BlockingWatch"/>.
    /// It puts a synchronization context of its own around such code.
    /// </summary>
    public bool WatchBlocking { get; init; }

    /// <summary>
    /// Whether waits and holds are counted and timed by class: <see cref="LockChecker.MeasuredTimes"/>. Every acquisition and release then takes
    /// the slower way and reads the clock twice; without it nothing is paid for it at all.
    /// </summary>
    public bool MeasureTimes { get; init; }

    /// <summary>The longest that a lock may be held; beyond it is a finding (<see cref="ViolationKind.HeldTooLong"/>). Null: no limit. With a limit, times are measured.</summary>
    public TimeSpan? HoldTimeLimit { get; init; }

    /// <summary>
    /// How long flows may wait for each other before it is looked at: a circle of them is a deadlock, which is reported
    /// (<see cref="ViolationKind.LiveDeadlock"/>) within twice that time. Null: never. Costs nothing until a wait blocks with something held.
    /// </summary>
    public TimeSpan? DeadlockLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a lock may be waited for while its queue does not move; beyond it is a finding (<see cref="ViolationKind.WaitTooLong"/>). Null: no limit.
    /// A long queue that moves is none, nor is a wait for an event or a task.
    /// </summary>
    public TimeSpan? StallLimit { get; init; }

    /// <summary>
    /// Asked once for each deadlock, after it was reported: which of its waits is to be interrupted (<see cref="LockWait.Interrupt"/>). Null, or an answer
    /// of null: none. For programs whose every acquisition may throw <see cref="ThreadInterruptedException"/>, and no others.
    /// </summary>
    public Func<IReadOnlyList<LockWait>, LockWait?>? ChooseVictim { get; init; }

    /// <summary>How much of the stack is kept with what is new.</summary>
    public StackMode Stacks { get; init; } = StackMode.Full;

    /// <summary>What a run, test or shard is called in witnesses.</summary>
    public string Execution { get; init; } = "process";

    /// <summary>Who receives findings.</summary>
    public IReadOnlyList<IViolationReporter> Reporters { get; init; } = [];

    /// <summary>What is allowed and declared by a reviewed file; by default that of the process, <see cref="LockBaseline.Default"/>. Attributes (<see cref="AllowLockOrderAttribute"/>) count besides.</summary>
    public LockBaseline Baseline { get; init; } = LockBaseline.Default;

    /// <summary>What happens on a finding of a kind that <see cref="Policies"/> does not name.</summary>
    public ViolationPolicy DefaultPolicy { get; init; } = ViolationPolicy.Report;

    /// <summary>What happens on a finding, by kind.</summary>
    public IReadOnlyDictionary<ViolationKind, ViolationPolicy> Policies { get; init; } = new Dictionary<ViolationKind, ViolationPolicy>();

    /// <summary>Where the checker reports failures of its own and limits reached; null: nowhere (they are still counted).</summary>
    public Action<string>? InternalLog { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether a debugger stops the program: time does not count then.</summary>
    internal Func<bool> IsDebugged { get; init; } = static () => System.Diagnostics.Debugger.IsAttached;

    /// <summary>True: chains, recursion and same-class rules exactly as the kernel has them. For recorded kernel traces.</summary>
    internal bool KernelRules { get; init; }

    /// <summary>Turns a flow's place number into a position; for replays.</summary>
    internal Func<int, CodePosition>? Places { get; init; }

    /// <summary>The name of an instance by its number; for replays.</summary>
    internal Func<long, string?>? InstanceNames { get; init; }
}
