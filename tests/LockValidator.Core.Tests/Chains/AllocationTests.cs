using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Chains;

/// <summary>Stands behind the first line of the hot files.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_known_chain_is_taken_and_released_without_allocation(int depth)
    {
        var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        var flow = new LockFlow(checker, "flow");
        LockMap[] locks = Enumerable.Range(0, depth).Select(static i => new LockMap(new LockClass($"C{i}"))).ToArray();
        for (int i = 0; i < 100; i++)
        {
            TakeAll(flow, locks);
        }

        long slow = checker.Statistics.SlowAcquisitions;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            TakeAll(flow, locks);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        checker.Statistics.SlowAcquisitions.Should().Be(slow);
    }

    [Theory]
    [InlineData(WaitType.Max)]
    [InlineData(WaitType.Sleep)]
    public void A_known_hold_of_an_async_flow_costs_one_node_and_one_execution_context(WaitType outer)
    {
        var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        using IDisposable current = new LockFlow(checker, "flow").MakeCurrent();
        LockMap map = new(new LockClass("C", LockKind.Async), threadAffine: false);
        const int Rounds = 1000;
        TakeAsync(Rounds);
        long slow = checker.Statistics.SlowAcquisitions, before = GC.GetAllocatedBytesForCurrentThread();
        TakeAsync(Rounds);

        ((GC.GetAllocatedBytesForCurrentThread() - before) / Rounds).Should().BeInRange(1, 200);
        checker.Statistics.SlowAcquisitions.Should().Be(slow);
        checker.Violations.Should().BeEmpty();

        void TakeAsync(int rounds)
        {
            for (int i = 0; i < rounds; i++)
            {
                LockHold hold = map.AcquireAsyncHeld(new AcquireOptions(Outer: outer));
                hold.MarkHeld();
                hold.Release();
            }
        }
    }

    [Fact]
    public void A_new_chain_does_allocate()
    {
        var flow = new LockFlow(new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off }), "flow");
        LockMap[] locks = [new(new LockClass("C"))];
        long before = GC.GetAllocatedBytesForCurrentThread();
        TakeAll(flow, locks);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BePositive("the measure works");
    }

    private static void TakeAll(LockFlow flow, LockMap[] locks)
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
