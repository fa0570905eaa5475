using FluentAssertions;
using Xunit;

namespace LockValidator.Stress.Tests;

/// <summary>Check and insert are one step: of two threads that add the two halves of a cycle, at least one reports.</summary>
public sealed class TwoHalvesTests
{
    [Fact]
    public void Of_two_threads_that_add_the_two_halves_of_a_cycle_at_once_one_reports()
    {
        const int Rounds = 5_000;
        var reported = new Collector();
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off, Reporters = [reported] });
        LockMap[] first = Locks(Rounds), second = Locks(Rounds);
        using var barrier = new Barrier(2);
        Threads.Run(2, number =>
        {
            var flow = new LockFlow(checker, $"flow {number}");
            for (int round = 0; round < Rounds; round++)
            {
                LockMap outer = number == 0 ? first[round] : second[round], inner = number == 0 ? second[round] : first[round];
                barrier.SignalAndWait(Threads.Limit);
                flow.Acquire(in outer);
                flow.Acquire(in inner);
                flow.Release(in inner);
                flow.Release(in outer);
            }
        });

        // The order graph refuses one of the two, so that exactly one reports each time.
        reported.All.Should().HaveCount(Rounds).And.OnlyContain(static v => v.Kind == ViolationKind.CircularDependency);
        reported.All.Select(static v => v.Flow).Distinct().Should().HaveCount(2, "else the threads did not race");
        checker.Statistics.Dependencies.Should().Be(Rounds);
        GC.KeepAlive((first, second));
    }

    [Fact]
    public void Of_two_threads_that_take_one_order_at_once_none_reports()
    {
        const int Rounds = 2_000;
        var reported = new Collector();
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off, Reporters = [reported] });
        LockMap[] first = Locks(Rounds), second = Locks(Rounds);
        using var barrier = new Barrier(2);
        Threads.Run(2, number =>
        {
            var flow = new LockFlow(checker, $"flow {number}");
            for (int round = 0; round < Rounds; round++)
            {
                barrier.SignalAndWait(Threads.Limit);
                flow.Acquire(in first[round]);
                flow.Acquire(in second[round]);
                flow.Release(in second[round]);
                flow.Release(in first[round]);
            }
        });

        reported.All.Should().BeEmpty();
        checker.Statistics.Dependencies.Should().Be(Rounds);
    }

    private static LockMap[] Locks(int count) => Enumerable.Range(0, count).Select(static i => new LockMap(new LockClass($"C{i}"))).ToArray();
}
