using FluentAssertions;
using Xunit;

namespace LockValidator.Stress.Tests;

/// <summary>
/// Stands behind the wait-free reads of <c>ChainCache</c> and of a flow's own cache: many threads walk known chains while others make
/// them unknown.
/// </summary>
public sealed class ChainCacheStressTests
{
    private static readonly LockCheckerOptions s_options = new() { Stacks = StackMode.Off };

    [Fact]
    public void Known_chains_are_walked_while_reporters_and_classes_come_and_go()
    {
        const int Rounds = 20_000, Walkers = 4;
        var reported = new Collector();
        using var checker = new LockChecker(s_options with { Reporters = [reported] });
        LockMap[] locks = Enumerable.Range(0, 6).Select(static i => new LockMap(new LockClass($"C{i}"))).ToArray();
        int walking = Walkers;
        Threads.Run(Walkers + 1, number =>
        {
            if (number == Walkers)
            {
                Disturb(checker, ref walking);
                return;
            }

            var flow = new LockFlow(checker, $"flow {number}");
            try
            {
                for (int round = 0; round < Rounds; round++)
                {
                    Walk(flow, locks);
                }

                flow.HoldsNothing.Should().BeTrue();
            }
            finally
            {
                Interlocked.Decrement(ref walking);
            }
        });

        reported.All.Should().BeEmpty();
        checker.Statistics.InternalFailures.Should().Be(0);
    }

    [Fact]
    public void A_class_that_was_unregistered_while_others_walk_is_learnt_again_by_all()
    {
        using var checker = new LockChecker(s_options);
        LockClass[] classes = [new("A"), new("B")];
        LockMap[] locks = [new(classes[0]), new(classes[1])];
        const int Rounds = 3_000, Walkers = 3;
        using var barrier = new Barrier(Walkers + 1);
        int missing = 0;
        Threads.Run(Walkers + 1, number =>
        {
            var flow = new LockFlow(checker, $"flow {number}");
            for (int round = 0; round < Rounds; round++)
            {
                // All walk while one unregisters; then one alone walks again, and must bring the order back.
                barrier.SignalAndWait(Threads.Limit);
                if (number == Walkers)
                {
                    checker.Unregister(classes[round % 2]);
                }
                else
                {
                    Walk(flow, locks);
                }

                barrier.SignalAndWait(Threads.Limit);
                if (number == round % Walkers)
                {
                    Walk(flow, locks);
                    missing += checker.Statistics.Dependencies == 1 ? 0 : 1;
                }
            }
        });

        missing.Should().Be(0);
    }

    [Fact]
    public void A_flow_whose_caches_were_cleared_walks_fast_again()
    {
        using var checker = new LockChecker(s_options);
        LockMap[] locks = [new(new LockClass("A")), new(new LockClass("B"))];
        LockClass other = new("other");
        var flows = new LockFlow[4];
        int walking = flows.Length;
        Threads.Run(flows.Length + 1, number =>
        {
            if (number == flows.Length)
            {
                while (Volatile.Read(ref walking) > 0)
                {
                    checker.Unregister(other);
                }

                return;
            }

            flows[number] = new LockFlow(checker, $"flow {number}");
            for (int round = 0; round < 2_000; round++)
            {
                Walk(flows[number], locks);
            }

            Interlocked.Decrement(ref walking);
        });

        foreach (LockFlow flow in flows)
        {
            Walk(flow, locks);
            Walk(flow, locks);
            long before = checker.Statistics.SlowAcquisitions;
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            Walk(flow, locks);
            (GC.GetAllocatedBytesForCurrentThread() - allocated).Should().Be(0, "{0} is on its fast path", flow.Name);
            checker.Statistics.SlowAcquisitions.Should().Be(before);
        }
    }

    private static void Disturb(LockChecker checker, ref int walking)
    {
        var type = new LockClass("comes and goes");
        var flow = new LockFlow(checker, "disturber");
        var map = new LockMap(type);
        while (Volatile.Read(ref walking) > 0)
        {
            using IDisposable reporter = checker.AddReporter(new Collector());
            flow.Acquire(in map);
            flow.Release(in map);
            checker.Unregister(type);
            checker.HeldLocksOfAllFlows();
            checker.Snapshot();
        }
    }

    private static void Walk(LockFlow flow, LockMap[] locks)
    {
        for (int i = 0; i < locks.Length; i++)
        {
            flow.Acquire(in locks[i]);
        }

        for (int i = locks.Length - 1; i >= 0; i--)
        {
            flow.Release(in locks[i]);
        }
    }
}
