using System.Diagnostics;
using FluentAssertions;
using Xunit;
using Xunit.Abstractions;

namespace LockValidator.Core.Tests;

/// <summary>Shapes that break one or the other of the known algorithms. Times go to the output; only counts are asserted.</summary>
public sealed class OrderGraphShapeTests(ITestOutputHelper output)
{
    private const int Million = 1_000_000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Learns_a_chain_of_a_million_from_either_end_and_refuses_to_close_it(bool headFirst)
    {
        // Against the order in which the nodes came, or nothing would have to move.
        OrderGraph graph = OrderGraphTests.WithNodes(Million);
        List<(int From, int To)> edges = [];
        for (int i = 0; i < Million - 1; i++)
        {
            int from = headFirst ? Million - 1 - i : i + 1;
            edges.Add((from, from - 1));
        }

        Learn(graph, edges);

        (graph.TotalVisits / (double)Million).Should().BeLessThan(4);
        (graph.TotalRelabels / (double)Million).Should().BeLessThan(64);
        graph.TryAdd(0, Million - 1, out _).Should().BeFalse("the chain leads from the last node to the first");
        graph.TryAdd(Million / 2, Million - 1, out _).Should().BeFalse("half of the chain leads back");
        graph.TryAdd(Million - 1, 0, out _).Should().BeTrue("the short cut has the chain's direction");
        graph.CheckInvariants();
    }

    [Fact]
    public void Learns_a_chain_of_a_million_that_agrees_with_the_order_without_a_search()
    {
        OrderGraph graph = OrderGraphTests.WithNodes(Million);

        Learn(graph, Enumerable.Range(0, Million - 1).Select(i => (i, i + 1)).ToList());

        graph.TotalVisits.Should().Be(0);
        graph.TryAdd(Million - 1, 0, out _).Should().BeFalse();
    }

    [Theory]
    [InlineData(1_000, 4, 50)]
    [InlineData(30_000, 4, 1_500)]
    [InlineData(3_000, 16, 150)]
    public void Learns_layers_in_random_order(int nodes, int edgesPerNode, int span)
    {
        Random random = new(11);
        OrderGraph graph = OrderGraphTests.WithNodes(nodes);
        int[] hidden = Hidden(nodes, random);

        Learn(graph, Edges(nodes * edgesPerNode, hidden, random, from => (from, from + 1 + random.Next(span))));

        (graph.TotalVisits / (double)graph.EdgeCount).Should().BeLessThan(12);
        (graph.TotalRelabels / (double)graph.EdgeCount).Should().BeLessThan(8);
    }

    [Fact]
    public void Learns_a_hub_of_leaf_locks()
    {
        const int nodes = 30_000;
        const int leaves = 300;
        Random random = new(12);
        OrderGraph graph = OrderGraphTests.WithNodes(nodes);

        Learn(graph, Edges(4 * nodes, Hidden(nodes, random), random, from => (from, nodes - 1 - random.Next(leaves))));

        (graph.TotalVisits / (double)graph.EdgeCount).Should().BeLessThan(4);
    }

    [Fact]
    public void Learns_a_complete_order_and_refuses_every_reversed_pair()
    {
        const int nodes = 150;
        Random random = new(13);
        OrderGraph graph = OrderGraphTests.WithNodes(nodes);
        int[] hidden = Hidden(nodes, random);
        (int From, int To)[] edges = [.. from one in Enumerable.Range(0, nodes)
                                         from other in Enumerable.Range(one + 1, nodes - one - 1)
                                         select (hidden[one], hidden[other])];
        random.Shuffle(edges);

        Learn(graph, edges);

        edges.Should().OnlyContain(edge => graph.IsBefore(edge.From, edge.To));
        edges.Should().OnlyContain(edge => Refused(graph, edge.To, edge.From));
        graph.CheckInvariants();
    }

    [Fact]
    public void Keeps_working_while_edges_into_one_place_keep_coming()
    {
        // Each new node must come before 1 and after 0: always between the same two nodes of the order. The leaves make
        // the side of 1 the larger one, so that it is the new node that moves.
        const int nodes = 200_000;
        OrderGraph graph = OrderGraphTests.WithNodes(2);
        graph.TryAdd(0, 1, out _);
        for (int leaf = 0; leaf < 4; leaf++)
        {
            graph.TryAdd(1, graph.AddNode(), out _);
        }

        for (int i = 0; i < nodes; i++)
        {
            int node = graph.AddNode();
            graph.TryAdd(0, node, out _).Should().BeTrue();
            graph.TryAdd(node, 1, out _).Should().BeTrue();
            graph.LastMoves.Should().Be(1);
        }

        output.WriteLine($"relabels per node {graph.TotalRelabels / (double)nodes:F1}");
        graph.TotalRelabels.Should().BePositive();
        (graph.TotalRelabels / (double)nodes).Should().BeLessThan(64);
        graph.CheckInvariants();
    }

    private void Learn(OrderGraph graph, IReadOnlyList<(int From, int To)> edges)
    {
        long start = Stopwatch.GetTimestamp();
        foreach ((int from, int to) in edges)
        {
            if (!graph.TryAdd(from, to, out _))
            {
                Assert.Fail($"{from} -> {to} closes no cycle.");
            }
        }

        double nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds / edges.Count;
        output.WriteLine($"{nanoseconds:F0} ns, {graph.TotalVisits / (double)edges.Count:F2} visits, {graph.TotalRelabels / (double)edges.Count:F2} relabels an edge");
        graph.EdgeCount.Should().Be(edges.Count);
        graph.CheckInvariants();
    }

    private static bool Refused(OrderGraph graph, int from, int to) => !graph.TryAdd(from, to, out _);

    private static int[] Hidden(int nodes, Random random)
    {
        int[] hidden = [.. Enumerable.Range(0, nodes)];
        random.Shuffle(hidden);
        return hidden;
    }

    // Distinct edges that lead forward in a hidden order of the nodes.
    private static List<(int From, int To)> Edges(int count, int[] hidden, Random random, Func<int, (int From, int To)> draw)
    {
        HashSet<(int, int)> known = [];
        List<(int, int)> edges = [];
        while (edges.Count < count)
        {
            (int from, int to) = draw(random.Next(hidden.Length));
            if (from < to && to < hidden.Length && known.Add((from, to)))
            {
                edges.Add((hidden[from], hidden[to]));
            }
        }

        return edges;
    }
}
