namespace LockValidator.FluentAssertions.Tests;

public sealed class GraphAssertionsTests
{
    private readonly LockScript _script = new();

    [Fact]
    public void Orders_can_be_asserted_over_other_locks()
    {
        _script.Play("1: A B; 2: B C; 3: D");
        GraphSnapshot graph = _script.Checker.Snapshot();

        graph.Should().Order("A").Before("C").And.Order("B").Before("C").And.BeAcyclic();

        Failure(() =>
            graph.Should().Order("C").Before("A", "money comes first")).Should().Be(
            "Expected graph to order C before A because money comes first, but the opposite order was seen:\n  A -> B  by flow 1 in script, unknown position\n  B -> C  by flow 2 in script, unknown position");
        Failure(() =>
            graph.Should().Order("A").Before("D")).Should().Be("Expected graph to order A before D, but the two were never taken together, nor over other locks");
        Failure(() =>
            graph.Should().Order("A").Before("E")).Should().Be("Expected graph to order A before E, but no lock E was taken (known are A, B, C, D)");
    }

    [Fact]
    public void A_cycle_is_shown()
    {
        _script.Play("1: A B; 2: B A");
        GraphSnapshot graph = _script.Checker.Snapshot();

        Failure(() =>
            graph.Should().BeAcyclic()).Should().Be(
            "Expected graph to be acyclic, but it has the cycle\n  A -> B  by flow 1 in script, unknown position\n  B -> A  by flow 2 in script, unknown position");
        Failure(() =>
            graph.Should().Order("A").Before("B")).Should().Contain("the opposite order was seen:\n  B -> A");
    }

    private static string Failure(Action assertion) => assertion.Should().Throw<global::Xunit.Sdk.XunitException>().Which.Message;
}
