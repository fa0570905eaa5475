using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace LockValidator.Core.Tests;

public sealed class OrderGraphModelTests
{
    [Theory]
    [InlineData(2, 10_000)]
    [InlineData(4, 40_000)]
    [InlineData(8, 40_000)]
    [InlineData(16, 30_000)]
    [InlineData(48, 10_000)]
    public void Agrees_with_a_naive_graph_after_each_of_many_random_operations(int nodes, int operations)
    {
        int refusals = 0;
        int moves = 0;
        int removals = 0;
        const int operationsPerRun = 1_000;
        for (int seed = 1; seed <= operations / operationsPerRun; seed++)
        {
            GraphDuel duel = new();
            Random random = new(seed);
            Action run = () =>
            {
                while (duel.Operations < operationsPerRun)
                {
                    // A burst of one kind drives the graph to its extremes: full, empty, dense, sparse.
                    int burst = random.Next(8) == 0 ? random.Next(100) : -1;
                    for (int left = random.Next(1, 30); left > 0; left--)
                    {
                        Play(duel, random, nodes, burst >= 0 ? burst : random.Next(100));
                    }
                }
            };
            run.Should().NotThrow("the seed is {0}, {1} nodes", seed, nodes);
            (refusals, moves, removals) = (refusals + duel.Refusals, moves + duel.Moves, removals + duel.Removals);
        }

        refusals.Should().BeGreaterThan(operations / 100, "a run without cycles tests little");
        removals.Should().BeGreaterThan(operations / 100, "a run without removals tests little");
        moves.Should().BeGreaterThan(operations / 100, "a run without moves tests little");
    }

    [Fact]
    public void Agrees_with_a_naive_graph_on_any_sequence_of_operations()
    {
        // Three bytes an operation, so that a failure shrinks to a short list of them.
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            GraphDuel duel = new();
            duel.AddNode();
            duel.AddNode();
            for (int i = 0; i + 2 < bytes.Length; i += 3)
            {
                Play(duel, bytes[i] % 100, bytes[i + 1], bytes[i + 2]);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(240));
    }

    private static void Play(GraphDuel duel, Random random, int nodes, int kind)
    {
        bool full = duel.NodeCount >= nodes;
        Play(duel, full && kind is (>= 70 and < 82) or (>= 90 and < 93) ? 82 : kind, random.Next(1 << 20), random.Next(1 << 20));
    }

    private static void Play(GraphDuel duel, int kind, int one, int other)
    {
        switch (kind)
        {
            case < 55:
                duel.AddEdge(one, other);
                break;
            case < 70:
                duel.RemoveEdge(one);
                break;
            case < 82:
                duel.AddNode();
                break;
            case < 90:
                duel.RemoveNode(one);
                break;
            case < 93:
                duel.Split(one);
                break;
            default:
                duel.FlipQuiet(one);
                break;
        }
    }
}
