using FluentAssertions;
using FluentAssertions.Primitives;

namespace LockValidator;

/// <summary>Assertions about the orders of a graph.</summary>
/// <param name="graph">The graph.</param>
public sealed class GraphSnapshotAssertions(GraphSnapshot graph) : ReferenceTypeAssertions<GraphSnapshot, GraphSnapshotAssertions>(graph)
{
    /// <inheritdoc/>
    protected override string Identifier => "lock graph";

    /// <summary>Begins an assertion about the order of two locks: <c>graph.Should().Order("A").Before("B")</c>.</summary>
    /// <param name="first">The name of the class that is taken first.</param>
    /// <returns>What names the other.</returns>
    public OrderAssertion Order(string first) => new(this, first);

    /// <summary>No order contradicts another.</summary>
    /// <param name="because">Why, as a phrase.</param>
    /// <param name="becauseArgs">What stands in the phrase.</param>
    [CustomAssertion]
    public AndConstraint<GraphSnapshotAssertions> BeAcyclic(string because = "", params object[] becauseArgs)
    {
        string? unlike = Subject is null ? "it is <null>." : Subject.FindCycle() is { } cycle ? $"it has the cycle\n{LockFailures.Raw(GraphOrders.Render(cycle))}" : null;
        return LockFailures.Check(unlike is null ? null : $"be acyclic{{reason}}, but {unlike}", Identifier, this, because, becauseArgs);
    }
}
