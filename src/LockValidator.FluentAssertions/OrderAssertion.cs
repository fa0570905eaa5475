using FluentAssertions;

namespace LockValidator;

/// <summary>One half of an assertion about the order of two locks.</summary>
public sealed class OrderAssertion
{
    private readonly GraphSnapshotAssertions _graph;
    private readonly string _first;

    internal OrderAssertion(GraphSnapshotAssertions graph, string first) => (_graph, _first) = (graph, first);

    /// <summary>The first was held, be it over others, when this one was taken, and never the other way round.</summary>
    /// <param name="second">The name of the class that is taken second.</param>
    /// <param name="because">Why, as a phrase.</param>
    /// <param name="becauseArgs">What stands in the phrase.</param>
    [CustomAssertion]
    public AndConstraint<GraphSnapshotAssertions> Before(string second, string because = "", params object[] becauseArgs) => LockFailures.Check(
        (_graph.Subject is null ? "it is <null>" : _graph.Subject.WhyNotBefore(_first, second)) is { } why ? $"order {LockFailures.Names([_first])} before {LockFailures.Names([second])}{{reason}}, but {LockFailures.Raw(why)}" : null,
        "lock graph",
        _graph,
        because,
        becauseArgs);
}
