using System.Globalization;

namespace LockValidator;

/// <summary>
/// Plays flows of control one after another, without threads, on a checker of its own: <c>new LockScript().Play("1: A B; 2: B A")</c>
/// gives the inversion.
/// </summary>
/// <remarks>
/// A script is "FLOW: words; FLOW: words". At the end of a statement its flow releases and leaves everything, last first; with
/// <c>...</c> at the end it keeps it for its next statement.
/// <list type="bullet">
/// <item>A lock is taken by its name: <c>A</c>; <c>A#2</c> is another instance of the class, <c>A/1</c> a nesting level, <c>A^N</c> is
/// taken under the nest lock N. How it is taken follows, in any number: <c>.r</c> shared, <c>.rr</c> recursively shared, <c>.u</c>
/// upgradeable, <c>.try</c>, <c>.timed</c>, <c>.told</c> (announced), <c>.nochk</c> (unchecked), and the outer wait types <c>.free</c>,
/// <c>.spin</c>, <c>.config</c>, <c>.sleep</c>, <c>.max</c>.</item>
/// <item><c>-A</c> releases, <c>=A</c> waits for all holders, <c>~A</c> downgrades, <c>?A</c> might acquire.</item>
/// <item><c>{hard</c> enters a context and <c>}</c> leaves it; <c>!hard</c> disables one and <c>+hard</c> enables it. Known are hard, soft, nmi
/// and those given to the constructor.</item>
/// </list>
/// To be used by one thread at a time.
/// </remarks>
public sealed class LockScript
{
    private readonly Dictionary<string, LockClass> _classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LockMap> _locks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScriptFlow> _flows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScriptKind> _kinds;
    private readonly Dictionary<string, InterruptContext> _contexts;
    private readonly Collector _findings = new();

    /// <summary>Makes a script player with an empty graph.</summary>
    /// <param name="kinds">
    /// What the classes are, as "A=spin B=rw": lock (if not said: re-entrant, sleeping), sleep, rw, raw, spin, async, rcu, srcu, wait, and
    /// ordered (instances in ascending order of their numbers).
    /// </param>
    /// <param name="options">How the checker works; null: the defaults.</param>
    /// <param name="contexts">Contexts of the user's own that scripts may name.</param>
    /// <exception cref="LockScriptException">The kinds cannot be read.</exception>
    public LockScript(string kinds = "", LockCheckerOptions? options = null, IEnumerable<InterruptContext>? contexts = null)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        _kinds = ScriptKind.Parse(kinds);
        _contexts = new(StringComparer.Ordinal) { ["hard"] = InterruptContext.Hard, ["soft"] = InterruptContext.Soft, ["nmi"] = InterruptContext.Nmi };
        foreach (InterruptContext context in contexts ?? [])
        {
            _contexts[context.Name] = context;
        }

        // A script has no places in code: the stack would be that of the test each time.
        options ??= new LockCheckerOptions { Execution = "script", Stacks = StackMode.Off };
        Checker = new LockChecker(options with { Reporters = [.. options.Reporters, _findings] });
    }

    /// <summary>What the scripts feed.</summary>
    public LockChecker Checker { get; }

    /// <summary>Plays a script; what earlier ones taught and kept is still there.</summary>
    /// <param name="script">The script.</param>
    /// <returns>What it broke, in order, known findings included.</returns>
    /// <exception cref="LockScriptException">The script cannot be read; nothing of it was played.</exception>
    public IReadOnlyList<Violation> Play(string script)
    {
        ArgumentNullException.ThrowIfNull(script);
        List<ScriptStatement> statements = new ScriptParser(script, _contexts).Parse();
        int before = _findings.All.Count;
        foreach (ScriptStatement statement in statements)
        {
            ScriptFlow flow = Flow(statement.Flow);
            foreach (ScriptWord word in statement.Words)
            {
                flow.Do(word);
            }

            if (!statement.Keeps)
            {
                flow.UnwindAll();
            }
        }

        return _findings.All.Skip(before).ToList();
    }

    /// <summary>An instance: "A", or "A#2" for another one of the class.</summary>
    internal LockMap Lock(string name)
    {
        if (_locks.TryGetValue(name, out LockMap known))
        {
            return known;
        }

        string[] parts = name.Split('#');
        ScriptKind kind = _kinds.GetValueOrDefault(parts[0], ScriptKind.Lock);
        if (!_classes.TryGetValue(parts[0], out LockClass? type))
        {
            _classes.Add(parts[0], type = kind.MakeClass(parts[0]));
        }

        int number = parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : 1;
        var map = new LockMap(type, kind.Reentrant, owner: number);
        _locks.Add(name, map);
        return map;
    }

    private ScriptFlow Flow(string name)
    {
        if (!_flows.TryGetValue(name, out ScriptFlow? flow))
        {
            _flows.Add(name, flow = new ScriptFlow(this, new LockFlow(Checker, "flow " + name, dedicated: false)));
        }

        return flow;
    }

    private sealed class Collector : IViolationReporter
    {
        public List<Violation> All { get; } = [];

        public void Report(Violation violation) => All.Add(violation);
    }
}
