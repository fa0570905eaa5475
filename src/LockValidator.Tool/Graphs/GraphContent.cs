namespace LockValidator;

/// <summary>What is to be drawn: classes by number, orders, and findings.</summary>
internal sealed class GraphContent
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public GraphContent(LockGraph graph, LockBaseline baseline, bool onlyCycles, TimeProvider clock)
    {
        Findings = graph.Judge(new Allowances(baseline, clock, graph.AllowedInCode), LockGraph.MostFindings, out int leftOut);
        LeftOut = leftOut;
        Observed = ObservedLine.Of(graph);
        Runs = graph.Runs;
        IEnumerable<DependencyStep> orders = graph.Orders;
        IEnumerable<ClassSnapshot> classes = graph.Classes;
        HashSet<(string, string)> inCycles = [.. Findings.SelectMany(static finding => finding.Cycle).Select(static step => (step.From.Name, step.To.Name))];
        if (onlyCycles)
        {
            orders = orders.Where(step => inCycles.Contains((step.From.Name, step.To.Name)));
            classes = classes.Where(type => Findings.Any(finding => finding.InvolvedClasses().Any(other => other.Name == type.Name)));
        }

        Classes = [.. classes];
        Orders = [.. orders];
        for (int i = 0; i < Classes.Count; i++)
        {
            _numbers.TryAdd(Classes[i].Name, i);
        }

        Contradicting = Findings.Where(static finding => finding.Cycle.Count > 0).Select(static finding => (finding.Cycle[0].From.Name, finding.Cycle[0].To.Name)).ToHashSet();
        InCycles = inCycles;
    }

    public IReadOnlyList<ClassSnapshot> Classes { get; }

    public IReadOnlyList<DependencyStep> Orders { get; }

    public IReadOnlyList<Violation> Findings { get; }

    /// <summary>How many orders that run against the others were not looked at: there were too many.</summary>
    public int LeftOut { get; }

    public IReadOnlyList<LockGraphRun> Runs { get; }

    public string Observed { get; }

    /// <summary>By the names of their classes, the orders that closed a cycle.</summary>
    public IReadOnlySet<(string From, string To)> Contradicting { get; }

    /// <summary>By the names of their classes, all orders of cycles.</summary>
    public IReadOnlySet<(string From, string To)> InCycles { get; }

    /// <summary>The number of a class; within a graph its name is its own.</summary>
    public int NumberOf(ClassSnapshot type) => _numbers.GetValueOrDefault(type.Name, -1);
}
