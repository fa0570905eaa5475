namespace LockValidator.Conformance.Tests;

/// <summary>The threads of one scenario, each a flow of its own; no real thread runs.</summary>
internal sealed class PeerThreads
{
    /// <summary>Not a thread: its operations act on the order graph itself.</summary>
    public const string GraphThread = "G";

    private readonly Dictionary<string, LockFlow> _flows = [];
    private readonly HashSet<string> _notStarted = [];

    public PeerThreads(PeerScenario scenario, LockChecker checker)
    {
        foreach (PeerOperation op in scenario.Operations)
        {
            foreach (string name in op.Name is "start" or "join" ? new[] { op.Thread, op.Target } : [op.Thread])
            {
                if (name != GraphThread && !_flows.ContainsKey(name))
                {
                    // A scenario that has its locks refused is the body of a unit test: there one flow alone is no excuse.
                    _flows.Add(name, new LockFlow(checker, name, dedicated: !scenario.Throws));
                }
            }

            if (op.Name == "start")
            {
                _notStarted.Add(op.Target);
            }
        }

        // A scope is entered before anything is taken in it.
        foreach (PeerOperation op in scenario.Operations.Where(static op => op.Name == "return_scope"))
        {
            _flows[op.Thread].ScopeBegan(ScopeOf(op), ownGraph: false);
        }
    }

    public IEnumerable<LockFlow> All => _flows.Values;

    /// <summary>The flow of a thread that runs.</summary>
    public LockFlow this[string name] => _notStarted.Contains(name)
        ? throw new FormatException($"Thread {name} does something before it is started.")
        : _flows[name];

    public static string ScopeOf(PeerOperation op) => $"scope of {op.Target}";

    public void Start(string parent, string child)
    {
        if (!_notStarted.Remove(child))
        {
            throw new FormatException($"Thread {child} is started twice.");
        }

        this[parent].Started(_flows[child]);
    }

    /// <summary>The other thread has ended, so it must hold nothing.</summary>
    public void Join(string parent, string child)
    {
        this[child].End();
        this[parent].Joined(_flows[child]);
    }
}
