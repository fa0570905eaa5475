using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

public sealed class UsageGraphTests
{
    private const int Hard = ContextTable.HardIndex;

    private readonly OrderGraph _order = new();
    private readonly UsageGraph _usage;

    public UsageGraphTests() => _usage = new UsageGraph(_order);

    [Fact]
    public void The_first_wait_in_a_context_knows_what_was_learnt_before_it()
    {
        (int a, int b, int c) = (Node(), Node(), Node());
        Join(a, b);
        _usage.JoinEnabled(Hard, b);

        _usage.ConflictsUsedIn(Hard, a).Should().BeTrue("a leads to b, whose holder the context can interrupt");
        _usage.ConflictsUsedIn(Hard, c).Should().BeFalse();
    }

    [Fact]
    public void What_comes_after_the_first_wait_counts_at_once()
    {
        (int a, int b, int c) = (Node(), Node(), Node());
        _usage.ConflictsUsedIn(Hard, a).Should().BeFalse();
        _usage.JoinUsedIn(Hard, a);
        Join(a, b);

        _usage.ConflictsEnabled(Hard, b).Should().BeTrue();
        _usage.ConflictsEnabled(Hard, c).Should().BeFalse();
    }

    [Fact]
    public void A_removed_edge_counts_no_more()
    {
        (int a, int b) = (Node(), Node());
        int edge = Join(a, b);
        _usage.JoinEnabled(Hard, b);
        _usage.ConflictsUsedIn(Hard, a).Should().BeTrue();

        _order.RemoveEdge(edge);
        _usage.RemoveEdge();

        _usage.ConflictsUsedIn(Hard, a).Should().BeFalse();
        _usage.ConflictsUsedIn(Hard, b).Should().BeTrue("that did not rest on the edge");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_split_leaves_waiters_below_and_interrupted_holders_above(bool isKept)
    {
        (int a, int b) = (Node(), Node());
        Join(a, b);
        _usage.JoinEnabled(Hard, b);
        if (isKept)
        {
            _usage.ConflictsUsedIn(Hard, a).Should().BeTrue();
        }

        int upper = _order.Split(b);
        _usage.Split(b, upper);

        _usage.ConflictsUsedIn(Hard, a).Should().BeTrue();
        _usage.ConflictsUsedIn(Hard, upper).Should().BeTrue("an exclusive holder is interrupted");
        _order.RemoveEdge(First(_order.EdgesFrom(b)));
        _usage.RemoveEdge();
        _usage.ConflictsUsedIn(Hard, b).Should().BeFalse("a reader is not");
        _usage.ConflictsUsedIn(Hard, upper).Should().BeTrue();
    }

    private static int First(EdgeEnumerator edges) => edges.MoveNext() ? edges.Current : OrderGraph.None;

    private int Node()
    {
        int node = _order.AddNode();
        _usage.AddNode(node, takesPart: true);
        return node;
    }

    private int Join(int from, int to)
    {
        _order.TryAdd(from, to, out int edge).Should().BeTrue();
        _usage.Join(from, to);
        return edge;
    }
}
