namespace LockValidator.Core.Tests.Verdicts;

/// <summary>Plays flows one after another: "1: +a +b -b -a; 1 starts 2; 2: +b +a:r". What is left held at the end of a part with a dot after it stays so.</summary>
/// <remarks>"a#2" is another lock of the class of "a". Flows are the only ones that do what they do, unless their name begins with "pool".</remarks>
internal sealed class Play : IViolationReporter, IDisposable
{
    private readonly Dictionary<string, LockFlow> _flows = [];
    private readonly Dictionary<string, LockClass> _classes = [];
    private readonly Dictionary<string, LockMap> _locks = [];
    private readonly List<Violation> _reported = [];

    public Play(ViolationPolicy policy = ViolationPolicy.Report, LockBaseline? baseline = null, TimeProvider? clock = null) => Checker = new LockChecker(new LockCheckerOptions
    {
        Stacks = StackMode.Off,
        Reporters = [this],
        DefaultPolicy = policy,
        Baseline = baseline ?? LockBaseline.Empty,
        Clock = clock ?? TimeProvider.System,
    });

    public LockChecker Checker { get; }

    public IReadOnlyList<Violation> Reported => _reported;

    public Violation Last => _reported[^1];

    /// <summary>The verdict on the only contradiction, as it was said last; null if there is none.</summary>
    public Verdict? Verdict => _reported.Count == 0 ? null : Last.Verdict;

    public static Verdict? Of(string script) => new Play().Do(script).Verdict;

    public void Report(Violation violation) => _reported.Add(violation);

    public void Dispose() => Checker.Dispose();

    /// <summary>Makes locks before any is taken.</summary>
    public Play Make(string names)
    {
        foreach (string name in names.Split(' '))
        {
            Lock(name);
        }

        return this;
    }

    public Play Do(string script)
    {
        foreach (string part in script.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = part.Split(' ');
            switch (words)
            {
                case [var one, "starts", var other]:
                    Flow(one).Started(Flow(other));
                    break;
                case [var one, "joins", var other]:
                    Flow(one).Joined(Flow(other));
                    break;
                case [var one, "enters", var test]:
                    Flow(one).ScopeBegan(test, ownGraph: false);
                    break;
                case [var one, "leaves", var test]:
                    Flow(one).ScopeEnded(test);
                    break;
                default:
                    DoOnLocks(Flow(words[0].TrimEnd(':')), words.Skip(1));
                    break;
            }
        }

        if (Checker.Statistics.InternalFailures > 0)
        {
            throw new InvalidOperationException($"The engine failed at '{script}'.");
        }

        return this;
    }

    public LockFlow Flow(string name)
    {
        if (!_flows.TryGetValue(name, out LockFlow? flow))
        {
            _flows.Add(name, flow = new LockFlow(Checker, name, dedicated: !name.StartsWith("pool", StringComparison.Ordinal)));
        }

        return flow;
    }

    public LockMap MapOf(string name) => Lock(name);

    /// <summary>Another flow of that name from now on.</summary>
    public void Forget(string name) => _flows.Remove(name);

    private void DoOnLocks(LockFlow flow, IEnumerable<string> words)
    {
        foreach (string word in words)
        {
            string[] parts = word[1..].Split(':');
            LockMap map = Lock(parts[0]);
            if (word[0] == '-')
            {
                flow.Release(in map);
            }
            else
            {
                flow.Acquire(in map, new AcquireOptions(ModeOf(parts.ElementAtOrDefault(1))));
            }
        }
    }

    private LockMap Lock(string name)
    {
        if (!_locks.TryGetValue(name, out LockMap map))
        {
            string type = name.Split('#')[0];
            if (!_classes.TryGetValue(type, out LockClass? known))
            {
                _classes.Add(type, known = new LockClass(type));
            }

            _locks.Add(name, map = new LockMap(known));
        }

        return map;
    }

    private static LockMode ModeOf(string? mode) => mode switch
    {
        null or "x" => LockMode.Exclusive,
        "r" => LockMode.Shared,
        "rr" => LockMode.SharedRecursive,
        "u" => LockMode.Upgradeable,
        _ => throw new FormatException(mode),
    };
}
