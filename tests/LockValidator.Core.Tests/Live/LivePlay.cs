namespace LockValidator.Core.Tests.Live;

/// <summary>Flows that are said to hold, to want and to wait, one after the other, without threads: "1 has a; 2 wants a".</summary>
internal sealed class LivePlay : IViolationReporter, IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly List<Violation> _found = [];
    private readonly Dictionary<string, LockMap> _locks = [];
    private readonly Dictionary<string, LockFlow> _flows = [];
    private readonly Dictionary<string, LockWait?> _waits = [];

    public LivePlay() => Checker = new LockChecker(new LockCheckerOptions
    {
        Clock = Clock,
        Reporters = [this],
        Stacks = StackMode.Off,
        DeadlockLimit = Limit,
        StallLimit = 3 * Limit,
        IsDebugged = () => IsDebugged,
        ChooseVictim = stuck =>
        {
            Stuck = stuck;
            return null;
        },
    });

    public HandClock Clock { get; } = new();

    public LockChecker Checker { get; }

    public bool IsDebugged { get; set; }

    public IReadOnlyList<LockWait>? Stuck { get; private set; }

    public IReadOnlyList<Violation> Deadlocks => _found.FindAll(static v => v.Kind == ViolationKind.LiveDeadlock);

    public IReadOnlyList<Violation> Stalls => _found.FindAll(static v => v.Kind == ViolationKind.WaitTooLong);

    public void Dispose() => Checker.Dispose();

    public void Report(Violation violation) => _found.Add(violation);

    public void Do(string script)
    {
        foreach (string part in script.Split(';', StringSplitOptions.TrimEntries))
        {
            string[] words = part.Split(' ');
            string[] named = words[2].Split(':');
            LockFlow flow = Flow(words[0]);
            LockMap map = Map(named[0]);
            LockMode mode = named.ElementAtOrDefault(1) switch
            {
                "r" => LockMode.Shared,
                "u" => LockMode.Upgradeable,
                _ => LockMode.Exclusive,
            };
            switch (words[1])
            {
                case "has":
                    flow.Acquire(in map, new AcquireOptions(mode));
                    break;
                case "frees":
                    flow.Release(in map);
                    break;
                case "runs":
                    flow.RunAs(in map);
                    break;
                case "waits":
                    flow.WaitFor(in map);
                    _waits[words[0]] = flow.BeginWait(in map);
                    break;
                default:
                    flow.Acquire(in map, new AcquireOptions(mode));
                    _waits[words[0]] = flow.BeginWait(in map, mode);
                    break;
            }
        }
    }

    public void End(string flow, bool acquired) => _waits[flow]!.End(acquired);

    private LockFlow Flow(string name) => _flows.TryGetValue(name, out LockFlow? flow) ? flow : _flows[name] = new LockFlow(Checker, name);

    private LockMap Map(string name) => _locks.TryGetValue(name, out LockMap map) ? map
        : _locks[name] = new LockMap(new LockClass(name, name == "t" ? LockKind.Wait : null));
}
