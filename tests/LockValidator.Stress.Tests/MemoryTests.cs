using System.Runtime.CompilerServices;
using FluentAssertions;
using Xunit;

namespace LockValidator.Stress.Tests;

/// <summary>What has ended leaves nothing behind.</summary>
public sealed class MemoryTests
{
    private const int MostWitnessBytes = 400;

    [Fact]
    public void The_flows_of_finished_threads_are_reclaimed()
    {
        const int Count = 200;
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        List<WeakReference> flows = RunThreads(checker, Count);
        for (int i = 0; i < 20 && flows.Exists(static flow => flow.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        flows.Should().HaveCount(2 * Count).And.OnlyContain(static flow => !flow.IsAlive);
        checker.HeldLocksOfAllFlows().Should().BeEmpty();
    }

    [Fact]
    public void A_hold_that_outlives_threads_does_not_keep_their_flows()
    {
        const int Count = 50;
        using LockScope scope = LockScope.Begin(ownGraph: true);
        LockHold hold = new LockMap(new LockClass("long held", LockKind.Async), threadAffine: false).AcquireAsyncHeld(default);
        hold.MarkHeld();
        List<WeakReference> flows = ThreadsThatSee(Count);
        for (int i = 0; i < 20 && flows.Count(static flow => flow.IsAlive) > 1; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        hold.Release();
        flows.Should().HaveCount(Count);
        flows.Count(static flow => flow.IsAlive).Should().BeLessThanOrEqualTo(1, "the hold knows who has shown it last, and no others");
    }

    [Fact]
    public void Ten_thousand_short_threads_leave_no_memory_behind()
    {
        const int Count = 10_000;
        const long Bound = 6_000_000;
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        var map = new LockMap(new LockClass("shared"));
        RunShortThreads(checker, in map, 100);
        long before = Settled(checker);
        RunShortThreads(checker, in map, Count);

        (Settled(checker) - before).Should().BeLessThan(Bound, "10,000 flows of 20 KB would be 200 MB");
        checker.Statistics.Flows.Should().BeLessThan(100);
    }

    [Theory]
    [InlineData(StackMode.Off)]
    [InlineData(StackMode.Full)]
    public void The_memory_that_statistics_tell_of_is_what_the_collector_counts(StackMode stacks)
    {
        using var warm = new LockChecker(new LockCheckerOptions { Stacks = stacks });
        Learn(warm, 200);
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = stacks });
        LockClass[] classes = [.. Enumerable.Range(0, 5_000).Select(static i => new LockClass($"class {i}"))];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        LockFlow flow = Learn(checker, classes);
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;

        LockStatistics told = checker.Statistics;
        told.Dependencies.Should().BeGreaterThan(15_000);
        double ratio = (double)told.Memory.Total / kept;
        ratio.Should().BeInRange(0.75, 1.33, "{0} of {1} bytes", told.Memory, kept);
        ((double)told.Memory.Witnesses / told.Dependencies).Should().BeLessThan(MostWitnessBytes, "that is what a dependency may cost for its verdict");
        GC.KeepAlive(classes);
        GC.KeepAlive(flow);
    }

    [Fact]
    public void A_million_short_lived_locks_leave_no_memory_behind()
    {
        const int Count = 1_000_000;
        const long Bound = 1_000_000;
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        var flow = new LockFlow(checker, "flow");
        LockClass outer = new("outer"), inner = new("inner");
        Use(flow, outer, inner, 1_000);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Use(flow, outer, inner, Count / 2);

        (GC.GetTotalMemory(forceFullCollection: true) - before).Should().BeLessThan(Bound);
        checker.Statistics.SlowAcquisitions.Should().BeLessThan(10);
    }

    [Fact]
    public void A_hundred_thousand_short_lived_flows_leave_no_memory_behind()
    {
        const long Bound = 4_000_000;
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        LockClass outer = new("outer"), inner = new("inner");
        UseFlows(checker, outer, inner, 1_000);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        UseFlows(checker, outer, inner, 100_000);

        (GC.GetTotalMemory(forceFullCollection: true) - before).Should().BeLessThan(Bound);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> ThreadsThatSee(int count)
    {
        var flows = new List<WeakReference>();
        for (int i = 0; i < count; i++)
        {
            var thread = new Thread(() =>
            {
                LockFlow.Current.Held.Should().ContainSingle("the hold came with the execution context");
                flows.Add(new WeakReference(LockFlow.Current));
            });
            thread.Start();
            thread.Join();
        }

        return flows;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> RunThreads(LockChecker checker, int count)
    {
        var flows = new List<WeakReference>();
        for (int i = 0; i < count; i++)
        {
            var thread = new Thread(() =>
            {
                var map = new LockMap(new LockClass("C"));
                var own = new LockFlow(checker, "own");
                lock (flows)
                {
                    // The thread's, of the default checker, and an explicit one.
                    flows.Add(new WeakReference(LockFlow.Current));
                    flows.Add(new WeakReference(own));
                }

                own.Acquire(in map);
                own.Release(in map);
            });
            thread.Start();
            thread.Join();
        }

        return flows;
    }

    private static LockFlow Learn(LockChecker checker, int count) => Learn(checker, [.. Enumerable.Range(0, count).Select(static i => new LockClass($"warm {i}"))]);

    private static LockFlow Learn(LockChecker checker, LockClass[] classes)
    {
        var flow = new LockFlow(checker, "flow");
        LockMap[] maps = [.. classes.Select(static type => new LockMap(type))];
        for (int i = 0; i < maps.Length; i++)
        {
            for (int j = i + 1; j < Math.Min(maps.Length, i + 5); j++)
            {
                flow.Acquire(in maps[i]);
                flow.Acquire(in maps[j]);
                flow.Release(in maps[j]);
                flow.Release(in maps[i]);
            }
        }

        return flow;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunShortThreads(LockChecker checker, in LockMap map, int count)
    {
        LockMap shared = map;
        for (int i = 0; i < count; i++)
        {
            var thread = new Thread(() =>
            {
                using (new LockFlow(checker, "short").MakeCurrent())
                {
                    shared.Acquire();
                    shared.Release();
                }
            });
            thread.Start();
            thread.Join();
        }
    }

    /// <summary>The memory in use once what has ended is gone.</summary>
    private static long Settled(LockChecker checker)
    {
        for (int i = 0; i < 20 && checker.Statistics.Flows > 50; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static void Use(LockFlow flow, LockClass outer, LockClass inner, int pairs)
    {
        for (int i = 0; i < pairs; i++)
        {
            LockMap first = new(outer, owner: new object()), second = new(inner, owner: new object());
            flow.Acquire(in first);
            flow.Acquire(in second);
            flow.Release(in second);
            flow.Release(in first);
        }
    }

    private static void UseFlows(LockChecker checker, LockClass outer, LockClass inner, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Use(new LockFlow(checker, "short"), outer, inner, 1);
        }
    }
}
