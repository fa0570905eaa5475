namespace LockValidator;

/// <summary>Assertions about locks under any test framework. Each throws <see cref="LockAssertionException"/>, whose message is the report.</summary>
/// <remarks>
/// Code that is handed over runs in a scope with a graph of its own, so tests that run in parallel do not see each other's orders.
/// Safe for use by any number of threads.
/// </remarks>
public static partial class LockOrderAssert
{
    /// <summary>The code takes validated locks, and breaks no rule.</summary>
    /// <param name="code">The code.</param>
    /// <exception cref="LockAssertionException">It breaks one, or takes no lock that could be checked.</exception>
    public static void NoViolations(Action code)
    {
        ArgumentNullException.ThrowIfNull(code);
        NoViolations(Run(code, observer: null));
    }

    /// <summary>The code takes validated locks, and breaks no rule.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The end of the code.</returns>
    /// <exception cref="LockAssertionException">It breaks one, or takes no lock that could be checked.</exception>
    public static async Task NoViolations(Func<Task> code)
    {
        ArgumentNullException.ThrowIfNull(code);
        NoViolations(await RunAsync(code).ConfigureAwait(false));
    }

    private static void NoViolations(LockScope scope)
    {
        NoViolations(scope.Violations);
        if (LockValidation.IsEnabled && scope.Checker.Statistics.SlowAcquisitions == 0)
        {
            throw new LockAssertionException("Expected no lock violations, but the code took no lock that is validated, so nothing was checked");
        }
    }

    /// <summary>Nothing was found.</summary>
    /// <param name="findings">The findings, as of a scope; those that fail no build (<see cref="Violation.FailsBuilds"/>) do not count.</param>
    /// <exception cref="LockAssertionException">Something was.</exception>
    public static void NoViolations(IReadOnlyList<Violation> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        List<Violation> counted = findings.Where(static finding => finding.FailsBuilds).ToList();
        if (counted.Count > 0)
        {
            throw new LockAssertionException(FindingText.Render(counted), counted);
        }
    }

    /// <summary>The code breaks a rule.</summary>
    /// <param name="kind">The rule.</param>
    /// <param name="code">The code.</param>
    /// <returns>The first finding of that kind.</returns>
    /// <exception cref="LockAssertionException">It does not.</exception>
    public static Violation Violates(ViolationKind kind, Action code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Violates(kind, Run(code, observer: null).Violations);
    }

    /// <summary>The code breaks a rule.</summary>
    /// <param name="kind">The rule.</param>
    /// <param name="code">The code.</param>
    /// <returns>The first finding of that kind.</returns>
    /// <exception cref="LockAssertionException">It does not.</exception>
    public static async Task<Violation> Violates(ViolationKind kind, Func<Task> code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Violates(kind, (await RunAsync(code).ConfigureAwait(false)).Violations);
    }

    /// <summary>In the graph, one class comes before another, and not also the other way round.</summary>
    /// <param name="graph">The graph, as of <see cref="LockChecker.Snapshot"/>.</param>
    /// <param name="first">The name of the class that is taken first, as <see cref="FindingText.IsNamed"/> reads it.</param>
    /// <param name="second">The name of the class that is taken while the first is held, be it over others.</param>
    /// <exception cref="LockAssertionException">It is not so.</exception>
    public static void Order(GraphSnapshot graph, string first, string second)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (graph.WhyNotBefore(first, second) is { } why)
        {
            throw new LockAssertionException($"Expected {TextReport.SafeName(first)} to be taken before {TextReport.SafeName(second)}, but {why}");
        }
    }

    /// <summary>The graph has no cycle that can deadlock, by the rules of the checker: one of recursive readers only is none.</summary>
    /// <param name="graph">The graph, as of <see cref="LockChecker.Snapshot"/>.</param>
    /// <exception cref="LockAssertionException">It has a cycle.</exception>
    public static void Acyclic(GraphSnapshot graph)
    {
        if (graph.FindCycle() is { } cycle)
        {
            throw new LockAssertionException($"Expected no cycle of orders, but there is one:\n{GraphOrders.Render(cycle)}");
        }
    }

    private static LockScope Run(Action code, ILockObserver? observer)
    {
        LockScope scope = LockScope.Begin(ownGraph: true, observer: observer);
        using (scope)
        {
            code();
        }

        return scope;
    }

    private static async Task<LockScope> RunAsync(Func<Task> code, ILockObserver? observer = null)
    {
        LockScope scope = LockScope.Begin(ownGraph: true, observer: observer);
        await using (scope.ConfigureAwait(false))
        {
            await code().ConfigureAwait(false);
        }

        return scope;
    }

    private static Violation Violates(ViolationKind kind, IReadOnlyList<Violation> findings) =>
        findings.FirstOrDefault(finding => finding.Kind == kind)
            ?? throw new LockAssertionException($"Expected {kind.RuleId()} {kind}, but found {(findings.Count == 0 ? "nothing" : string.Join("; ", findings.Select(FindingText.Line)))}", findings);
}
