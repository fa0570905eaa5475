using FluentAssertions;
using FluentAssertions.Specialized;

namespace LockValidator;

/// <summary>Where assertions about locks begin.</summary>
public static class LockAssertionExtensions
{
    /// <summary>Assertions about what a scope found.</summary>
    /// <param name="scope">The scope; it may have ended.</param>
    public static LockScopeAssertions Should(this LockScope scope) => new(scope);

    /// <summary>Assertions about what a checker found.</summary>
    /// <param name="checker">The checker.</param>
    public static LockCheckerAssertions Should(this LockChecker checker) => new(checker);

    /// <summary>Assertions about the orders of a graph.</summary>
    /// <param name="graph">The graph, as of <see cref="LockChecker.Snapshot"/>.</param>
    public static GraphSnapshotAssertions Should(this GraphSnapshot graph) => new(graph);

    /// <summary>The code takes the named locks in this order; others may come in between.</summary>
    /// <param name="assertions">Of the code.</param>
    /// <param name="order">The names of the classes.</param>
    [CustomAssertion]
    public static AndConstraint<ActionAssertions> AcquireInOrder(this ActionAssertions assertions, params string[] order) =>
        assertions.AcquireInOrder(order, because: "");

    /// <summary>The code takes the named locks in this order; others may come in between.</summary>
    /// <param name="assertions">Of the code.</param>
    /// <param name="order">The names of the classes.</param>
    /// <param name="because">Why, as a phrase.</param>
    /// <param name="becauseArgs">What stands in the phrase.</param>
    [CustomAssertion]
    public static AndConstraint<ActionAssertions> AcquireInOrder(this ActionAssertions assertions, string[] order, string because, params object[] becauseArgs)
    {
        ArgumentNullException.ThrowIfNull(assertions);
        ArgumentNullException.ThrowIfNull(order);
        var log = new AcquisitionLog();
        using (LockScope.Begin(ownGraph: true, observer: log))
        {
            assertions.Subject();
        }

        return LockFailures.Check(log.WhyNotInOrder(order) is { } why ? $"acquire {string.Join(", ", order)} in this order{{reason}}, but {LockFailures.Raw(why)}." : null, "the code", assertions, because, becauseArgs);
    }

    /// <summary>The code takes no lock that can put its thread to sleep: it could run in a spin lock or an interrupt-like context.</summary>
    /// <param name="assertions">Of the code.</param>
    /// <param name="because">Why, as a phrase.</param>
    /// <param name="becauseArgs">What stands in the phrase.</param>
    [CustomAssertion]
    public static AndConstraint<ActionAssertions> NotBlock(this ActionAssertions assertions, string because = "", params object[] becauseArgs)
    {
        ArgumentNullException.ThrowIfNull(assertions);
        IReadOnlyList<Violation> blocking = LockOrderAssert.BlockingIn(assertions.Subject);
        string taken = string.Join(" and ", blocking.Select(static finding => finding.Acquiring?.Class.Name).OfType<string>().Distinct().Select(TextReport.SafeName));
        return LockFailures.Check(
            blocking.Count > 0 ? $"take no lock that can block{{reason}}, but it takes {LockFailures.Raw(taken)}:\n\n{LockFailures.Reports(blocking)}" : null,
            "the code",
            assertions,
            because,
            becauseArgs);
    }
}
