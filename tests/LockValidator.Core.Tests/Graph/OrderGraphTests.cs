using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

public sealed class OrderGraphTests
{
    [Fact]
    public void Refuses_an_edge_from_a_node_to_itself()
    {
        OrderGraph graph = WithNodes(1);

        graph.TryAdd(0, 0, out int edge).Should().BeFalse();

        edge.Should().Be(OrderGraph.None);
        graph.EdgeCount.Should().Be(0);
    }

    [Fact]
    public void Refuses_the_edge_that_closes_a_cycle_of_three_and_accepts_it_when_one_of_the_others_is_gone()
    {
        OrderGraph graph = WithNodes(3);
        graph.TryAdd(0, 1, out _).Should().BeTrue();
        graph.TryAdd(1, 2, out int second).Should().BeTrue();

        graph.TryAdd(2, 0, out _).Should().BeFalse();
        graph.RemoveEdge(second);
        graph.TryAdd(2, 0, out _).Should().BeTrue();

        graph.IsBefore(2, 0).Should().BeTrue();
        graph.IsBefore(0, 1).Should().BeTrue();
        graph.CheckInvariants();
    }

    [Fact]
    public void Moves_only_the_smaller_side()
    {
        // 0 -> 1 -> 2 -> 3 and the lone node 4: the edge 4 -> 0 moves 4, not the chain.
        OrderGraph graph = WithNodes(5);
        for (int node = 0; node < 3; node++)
        {
            graph.TryAdd(node, node + 1, out _).Should().BeTrue();
        }

        graph.TryAdd(4, 0, out _).Should().BeTrue();

        graph.LastMoves.Should().Be(1);
        graph.LastVisits.Should().BeLessThanOrEqualTo(2);
        graph.IsBefore(4, 0).Should().BeTrue();
    }

    [Fact]
    public void Does_not_search_where_the_order_already_agrees()
    {
        OrderGraph graph = WithNodes(3);
        graph.TryAdd(0, 1, out _);

        graph.TryAdd(1, 2, out _).Should().BeTrue();

        graph.LastVisits.Should().Be(0);
        graph.TotalVisits.Should().Be(0);
    }

    [Fact]
    public void Gives_edges_newest_first_and_lets_the_current_one_be_removed()
    {
        OrderGraph graph = WithNodes(4);
        graph.TryAdd(0, 1, out int one);
        graph.TryAdd(0, 2, out int two);
        graph.TryAdd(0, 3, out int three);
        List<int> met = [];

        foreach (int edge in graph.EdgesFrom(0))
        {
            met.Add(edge);
            graph.RemoveEdge(edge);
        }

        met.Should().Equal(three, two, one);
        graph.EdgeCount.Should().Be(0);
        graph.CheckInvariants();
    }

    [Fact]
    public void Uses_the_numbers_of_removed_nodes_and_edges_again()
    {
        OrderGraph graph = WithNodes(3);
        graph.TryAdd(0, 1, out int edge);
        graph.SetQuiet(edge);

        graph.Remove(0);
        int node = graph.AddNode();
        graph.TryAdd(1, node, out int next).Should().BeTrue();

        node.Should().Be(0);
        next.Should().Be(edge);
        graph.IsQuiet(next).Should().BeFalse("the mark belonged to the edge before");
        graph.NodeLimit.Should().Be(3);
        graph.EdgeLimit.Should().Be(1);
    }

    [Fact]
    public void Allocates_nothing_once_it_has_grown()
    {
        OrderGraph graph = WithNodes(500);
        Random random = new(3);
        (int From, int To)[] edges = [.. Enumerable.Range(0, 2_000).Select(_ => (random.Next(500), random.Next(500))).Distinct()];
        Churn(graph, edges);
        graph.TotalVisits.Should().BePositive("the searches and moves are what could allocate");

        long before = GC.GetAllocatedBytesForCurrentThread();
        Churn(graph, edges);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void Stays_within_its_memory_per_node_and_edge()
    {
        const int nodes = 100_000;
        long start = GC.GetAllocatedBytesForCurrentThread();
        OrderGraph graph = WithNodes(nodes);
        long afterNodes = GC.GetAllocatedBytesForCurrentThread();
        Random random = new(7);
        int edges = 0;
        while (edges < 4 * nodes)
        {
            // Even numbers before odd ones: never a cycle, half of the edges against the order the nodes came in.
            edges += graph.TryAdd(2 * random.Next(nodes / 2), (2 * random.Next(nodes / 2)) + 1, out _) ? 1 : 0;
        }

        long afterEdges = GC.GetAllocatedBytesForCurrentThread();
        ((afterNodes - start) / (double)nodes).Should().BeLessThan(36, "the order and the lists take 28");
        ((afterEdges - afterNodes) / (double)edges).Should().BeLessThan(24, "an edge takes 16, the work lists a little");
    }

    internal static OrderGraph WithNodes(int count)
    {
        OrderGraph graph = new();
        for (int i = 0; i < count; i++)
        {
            graph.AddNode();
        }

        return graph;
    }

    // Adds what it can, then takes all out again and brings the nodes back in the order of the start, so that a second
    // round does what the first did. Free numbers come back last first.
    private static void Churn(OrderGraph graph, (int From, int To)[] edges)
    {
        foreach ((int from, int to) in edges)
        {
            graph.TryAdd(from, to, out _);
        }

        int nodes = graph.NodeCount;
        for (int node = nodes - 1; node >= 0; node--)
        {
            graph.Remove(node);
        }

        for (int node = 0; node < nodes; node++)
        {
            graph.AddNode();
        }
    }
}
