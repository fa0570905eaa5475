namespace LockValidator.Core.Tests.Rules;

/// <summary>Plays flows of control one after another, without threads. The language stands in <see cref="ScriptToken"/>.</summary>
internal sealed class Script
{
    private readonly Dictionary<string, LockClass> _classes = [];
    private readonly Dictionary<string, LockMap> _locks = [];
    private readonly Dictionary<string, ScriptFlow> _flows = [];
    private readonly Dictionary<string, ScriptKind> _kinds;
    private readonly FindingCollector _collector = new();
    private readonly List<string> _internalLog = [];
    private readonly bool _dedicated;

    /// <param name="kinds">What the classes are, as "P=raw M=sleep"; raw spin locks if not said.</param>
    /// <param name="kernelRules">The rules of a replayed kernel trace.</param>
    /// <param name="options">What differs from live rules without stacks.</param>
    /// <param name="dedicated">Whether each flow is the only one that does what it does; else a verdict rests on no flow's being the only one.</param>
    public Script(string kinds = "", bool kernelRules = false, LockCheckerOptions? options = null, bool dedicated = false)
    {
        _dedicated = dedicated;
        _kinds = kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(static each => each.Split('='))
            .ToDictionary(static each => each[0], static each => ScriptKind.Of(each[1]));
        options ??= new LockCheckerOptions();
        Checker = new LockChecker(options with
        {
            Stacks = StackMode.Off,
            KernelRules = kernelRules,
            FairReadersExact = options.FairReadersExact && !kernelRules,
            Reporters = [_collector],
            InternalLog = _internalLog.Add,
        });
    }

    public LockChecker Checker { get; }

    /// <summary>Everything that was reported, known findings included.</summary>
    public IReadOnlyList<Violation> Reported => _collector.All;

    /// <summary>The dependencies with their kinds, as "A&gt;B:EN", in the order of their names.</summary>
    public string Edges => string.Join(' ', Checker.Snapshot().Dependencies
        .Select(static d => $"{d.From.Name}>{d.To.Name}:{d.Kinds.ToString().Replace(", ", "+", StringComparison.Ordinal)}")
        .Order(StringComparer.Ordinal));

    /// <summary>The kinds of what a script breaks, as "CircularDependency Recursion"; empty for nothing.</summary>
    public static string Kinds(string script, string kinds = "", bool kernelRules = false, LockCheckerOptions? options = null) =>
        KindsOf(new Script(kinds, kernelRules, options).Play(script));

    public static string KindsOf(IEnumerable<Violation> findings) => string.Join(' ', findings.Select(static v => v.Kind));

    /// <summary>Plays statements and gives what they newly reported.</summary>
    public IReadOnlyList<Violation> Play(string script)
    {
        int before = _collector.All.Count;
        foreach (string statement in script.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = statement.Split(':', 2, StringSplitOptions.TrimEntries);
            bool keep = parts[1].EndsWith("...", StringComparison.Ordinal);
            ScriptFlow flow = Flow(parts[0]);
            foreach (string token in parts[1].TrimEnd('.').Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                flow.Do(token);
            }

            if (!keep)
            {
                flow.UnwindAll();
            }
        }

        if (_internalLog.Count > 0)
        {
            throw new InvalidOperationException($"The engine failed at '{script}': {_internalLog[0]}");
        }

        return _collector.All.Skip(before).ToList();
    }

    public ScriptFlow Flow(string name)
    {
        if (!_flows.TryGetValue(name, out ScriptFlow? flow))
        {
            _flows.Add(name, flow = new ScriptFlow(this, new LockFlow(Checker, "flow " + name, _dedicated)));
        }

        return flow;
    }

    public LockClass Class(string name)
    {
        if (!_classes.TryGetValue(name, out LockClass? type))
        {
            _classes.Add(name, type = KindOf(name).MakeClass(name));
        }

        return type;
    }

    /// <summary>An instance: "A", or "A#2" for another one of the class.</summary>
    public LockMap Lock(string name)
    {
        if (!_locks.TryGetValue(name, out LockMap map))
        {
            string type = name.Split('#')[0];
            int number = name.Contains('#', StringComparison.Ordinal) ? int.Parse(name.Split('#')[1], System.Globalization.CultureInfo.InvariantCulture) : 1;
            _locks.Add(name, map = new LockMap(Class(type), KindOf(type).Reentrant, owner: number));
        }

        return map;
    }

    private ScriptKind KindOf(string name) => _kinds.TryGetValue(name, out ScriptKind? kind) ? kind : ScriptKind.Raw;
}
