using System.Diagnostics;
using FluentAssertions;
using LockValidator.Core.Tests.Rules;
using Xunit;
using Xunit.Abstractions;

namespace LockValidator.Core.Tests.Depth;

/// <summary>Nothing recurses on data of the user's size, and nothing is quadratic in it. Bounds are ten times what a slow machine needs.</summary>
public sealed class DepthTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_bound = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stack_of_100_000_distinct_locks_is_taken_and_released(bool kernelRules)
    {
        const int Depth = 100_000;
        var checker = new LockChecker(Options(kernelRules));
        var flow = new LockFlow(checker, "deep");
        LockMap[] locks = Locks(Depth);

        Timed("taken and released", () =>
        {
            foreach (ref LockMap map in locks.AsSpan())
            {
                flow.Acquire(in map);
            }

            flow.Held.Count.Should().Be(Depth);
            for (int i = Depth - 1; i >= 0; i--)
            {
                flow.Release(in locks[i]);
            }
        });

        flow.HoldsNothing.Should().BeTrue();
        checker.Violations.Should().BeEmpty();
        checker.Statistics.Dependencies.Should().Be(Depth - 1);
        checker.Statistics.InternalFailures.Should().Be(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_oldest_of_100_000_held_locks_closes_a_cycle_and_is_named(bool kernelRules)
    {
        const int Depth = 100_000;
        var collector = new FindingCollector();
        var flow = new LockFlow(new LockChecker(Options(kernelRules) with { Reporters = [collector] }), "deep");
        LockMap[] locks = Locks(Depth);
        foreach (ref LockMap map in locks.AsSpan())
        {
            flow.Acquire(in map);
        }

        Timed("found", () => flow.Acquire(in locks[0]));

        collector.All[0].Kind.Should().Be(ViolationKind.Recursion);
        collector.All[0].Held.Should().HaveCount(Depth);
    }

    [Theory]
    [InlineData(1_000_000, false, false)]
    [InlineData(200_000, true, false)]
    [InlineData(200_000, false, true)]
    public void A_chain_of_1_000_000_classes_is_learnt_pair_by_pair_and_closed(int length, bool kernelRules, bool fromTheTail)
    {
        var collector = new FindingCollector();
        var checker = new LockChecker(Options(kernelRules) with { Reporters = [collector] });
        var flow = new LockFlow(checker, "long");
        LockMap[] locks = Locks(length);

        Timed("learnt", () =>
        {
            for (int i = 1; i < length; i++)
            {
                int at = fromTheTail ? length - i : i;
                Pair(flow, in locks[at - 1], in locks[at]);
            }
        });
        checker.Statistics.Dependencies.Should().Be(length - 1);
        collector.All.Should().BeEmpty();

        Timed("closed", () => Pair(flow, in locks[^1], in locks[0]));
        collector.All.Should().ContainSingle().Which.Cycle.Should().HaveCount(length);
        checker.Statistics.InternalFailures.Should().Be(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cycle_of_10_000_locks_is_found_and_both_reports_are_rendered(bool kernelRules)
    {
        const int Length = 10_000;
        var collector = new FindingCollector();
        var flow = new LockFlow(new LockChecker(Options(kernelRules) with { Reporters = [collector] }), "round");
        LockMap[] locks = Locks(Length);

        Timed("found", () =>
        {
            for (int i = 0; i < Length; i++)
            {
                Pair(flow, in locks[i], in locks[(i + 1) % Length]);
            }
        });

        Violation found = collector.All.Should().ContainSingle().Subject;
        Timed("rendered", () =>
        {
            TextReport.Render(found).Should().Contain("C0").And.Contain("C9999");
            KernelReport.Render(found).Should().Contain("C0").And.Contain("C9999");
        });
    }

    [Fact]
    public void A_release_at_the_bottom_of_10_000_held_locks_validates_those_above_once()
    {
        const int Depth = 10_000;
        var checker = new LockChecker(Options(kernelRules: false));
        var flow = new LockFlow(checker, "deep");
        LockMap[] locks = Locks(Depth);
        foreach (ref LockMap map in locks.AsSpan())
        {
            flow.Acquire(in map);
        }

        Timed("released", () => flow.Release(in locks[0]));

        flow.Held.Count.Should().Be(Depth - 1);
        checker.Violations.Should().BeEmpty();
    }

    private static LockCheckerOptions Options(bool kernelRules) => new() { Stacks = StackMode.Off, KernelRules = kernelRules, FairReadersExact = !kernelRules };

    private static LockMap[] Locks(int count)
    {
        var locks = new LockMap[count];
        for (int i = 0; i < count; i++)
        {
            locks[i] = new LockMap(new LockClass("C" + i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        return locks;
    }

    private static void Pair(LockFlow flow, in LockMap first, in LockMap second)
    {
        flow.Acquire(in first);
        flow.Acquire(in second);
        flow.Release(in second);
        flow.Release(in first);
    }

    private void Timed(string what, Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        output.WriteLine($"{what} in {took.TotalMilliseconds:F0} ms");
        took.Should().BeLessThan(s_bound);
    }
}
