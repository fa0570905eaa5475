using FluentAssertions;
using LockValidator.Core.Tests.Verdicts;
using Xunit;

namespace LockValidator.Core.Tests;

/// <summary>What classes and dependencies take, their witnesses not counted.</summary>
[Collection(nameof(AloneCollection))]
public sealed class GraphMemoryTests
{
    private const int Classes = 20_000;
    private const int EdgesPerClass = 4;

    // The way in which a dependency was first seen, and references to others: they have their own bound.
    private const int WitnessPlace = 24 + 32;

    [Fact]
    public void A_class_takes_at_most_150_bytes_and_a_dependency_50()
    {
        // The least of some rounds: what else the process allocates meanwhile only adds to it.
        List<(double PerClass, double PerEdge)> rounds = [Measure(), Measure(), Measure(), Measure()];
        rounds.Min(static round => round.PerClass).Should().BeInRange(100, 150);
        rounds.Min(static round => round.PerEdge).Should().BeInRange(WitnessPlace + 30, WitnessPlace + 50);
    }

    private static (double PerClass, double PerEdge) Measure()
    {
        var witness = new Witness("test", "test", CodePosition.Unknown, CodePosition.Unknown);
        LockClass[] types = [.. Enumerable.Range(0, Classes).Select(static i => new LockClass($"class {i}"))];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var graph = new DependencyGraph();
        ClassNode[] nodes = Array.ConvertAll(types, type => graph.Meet(type, 0));
        long met = GC.GetTotalMemory(forceFullCollection: true) - (8L * Classes);
        for (int i = 0; i < Classes * EdgesPerClass; i++)
        {
            (ClassNode from, ClassNode to) = (nodes[i / EdgesPerClass], nodes[((i / EdgesPerClass) + 1 + (i % EdgesPerClass)) % Classes]);
            if (graph.TryOrder(from, to, DependencyKinds.EN, out int edge))
            {
                graph.Link(graph.Add(from, to, witness), DependencyKinds.EN, edge, quiet: false);
            }
        }

        long learnt = GC.GetTotalMemory(forceFullCollection: true) - (8L * Classes);
        GC.KeepAlive(types);
        GC.KeepAlive(nodes);
        return ((double)(met - before) / Classes, (double)(learnt - met) / graph.DependencyCount);
    }
}
