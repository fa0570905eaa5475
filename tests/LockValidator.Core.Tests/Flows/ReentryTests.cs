using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Flows;

/// <summary>A lock that is taken again is one lock that is held twice, whichever way it was told.</summary>
public sealed class ReentryTests
{
    private readonly LockChecker _checker = new(new LockCheckerOptions { Stacks = StackMode.Off });
    private readonly LockFlow _flow;
    private readonly LockMap _a = new(new LockClass("A"), reentrant: true), _b = new(new LockClass("B"), reentrant: true);

    public ReentryTests()
    {
        _flow = new LockFlow(_checker, "flow");
        Nest(in _a, in _b);
        Nest(in _a, in _b);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public void It_is_held_as_often_as_it_was_taken(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _flow.Acquire(in _a);
        }

        _flow.Held.Should().ContainSingle().Which.Count.Should().Be(times);
        for (int i = 1; i < times; i++)
        {
            _flow.Release(in _a);
            _flow.IsHeld(in _a).Should().BeTrue();
        }

        _flow.Release(in _a);
        _flow.HoldsNothing.Should().BeTrue();
        _flow.Release(in _a);
        _checker.Violations.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.UnbalancedRelease);
    }

    [Fact]
    public void A_reader_who_reads_again_reads_twice()
    {
        var reading = new AcquireOptions(LockMode.Shared);
        for (int i = 0; i < 3; i++)
        {
            _flow.Acquire(in _a, in reading);
            _flow.Acquire(in _a, in reading);
            _flow.Acquire(in _a, in reading);
            _flow.Held.Should().ContainSingle().Which.Count.Should().Be(3);
            _flow.Release(in _a);
            _flow.Held.Should().ContainSingle().Which.Count.Should().Be(2);
            _flow.Release(in _a, LockMode.Shared);
            _flow.Held.Should().ContainSingle().Which.Count.Should().Be(1);
            _flow.Release(in _a);
            _flow.HoldsNothing.Should().BeTrue();
        }
    }

    [Fact]
    public void What_is_taken_on_top_is_ordered_after_it_once_and_a_cycle_is_found()
    {
        _flow.Acquire(in _b);
        _flow.Acquire(in _b);
        _flow.Acquire(in _a);
        _checker.Violations.Should().ContainSingle().Which.Held.Should().ContainSingle().Which.Count.Should().Be(2);
        _flow.Release(in _a);
        _flow.Release(in _b);
        _flow.Release(in _b);
        _flow.HoldsNothing.Should().BeTrue();
    }

    [Fact]
    public void What_is_taken_on_top_makes_no_chain_of_its_own()
    {
        long slow = _checker.Statistics.SlowAcquisitions;
        _flow.Acquire(in _a);
        _flow.Acquire(in _a);
        _flow.Acquire(in _b);

        _checker.Statistics.SlowAcquisitions.Should().Be(slow, "that B is taken under A is known");
    }

    [Fact]
    public void The_first_hold_stays_when_the_lock_in_between_goes()
    {
        _flow.Acquire(in _a);
        _flow.Acquire(in _a);
        _flow.Acquire(in _b);
        _flow.Release(in _a);
        _flow.Held.Select(static held => (held.Class!.Name, held.Count)).Should().Equal(("A", 1), ("B", 1));
        _flow.Release(in _a);
        _flow.Held.Select(static held => (held.Class!.Name, held.Count)).Should().Equal(("B", 1));
        _flow.Release(in _b);
        _flow.HoldsNothing.Should().BeTrue();
    }

    [Fact]
    public void A_lock_that_is_not_re_entrant_is_a_recursion()
    {
        LockMap plain = new(new LockClass("P"));
        _flow.Acquire(in plain);
        _flow.Acquire(in plain);

        _checker.Violations.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.Recursion);
    }

    [Fact]
    public void It_is_released_completely_and_taken_again_as_often()
    {
        _flow.Acquire(in _a);
        _flow.Acquire(in _a);
        _flow.Acquire(in _a);
        int count = _flow.ReleaseAll(in _a);
        count.Should().Be(3);
        _flow.HoldsNothing.Should().BeTrue();
        _flow.AcquireAgain(in _a, count);

        _flow.Held.Should().ContainSingle().Which.Count.Should().Be(3);
    }

    [Fact]
    public void Work_that_waits_for_nothing_held_waits_for_the_last_release()
    {
        bool ran = false;
        _flow.Acquire(in _a);
        _flow.Acquire(in _a);
        _flow.RunWhenNothingHeld(() => ran = true);
        _flow.Release(in _a);
        ran.Should().BeFalse();
        _flow.Release(in _a);

        ran.Should().BeTrue();
    }

    [Fact]
    public void Taken_and_released_in_another_order_it_allocates_nothing_and_is_not_looked_at()
    {
        for (int i = 0; i < 100; i++)
        {
            Cross();
        }

        long slow = _checker.Statistics.SlowAcquisitions, before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Cross();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        _checker.Statistics.SlowAcquisitions.Should().Be(slow);
        _checker.Violations.Should().BeEmpty();

        void Cross()
        {
            _flow.Acquire(in _a);
            _flow.Acquire(in _b);
            _flow.Acquire(in _b);
            _flow.Release(in _b);
            _flow.Release(in _a);
            _flow.Release(in _b);
        }
    }

    [Fact]
    public void What_is_left_after_a_release_in_another_order_makes_orders_of_its_own()
    {
        LockMap c = new(new LockClass("C"));
        for (int i = 0; i < 3; i++)
        {
            _flow.Acquire(in _a);
            _flow.Acquire(in _b);
            _flow.Release(in _a);
            _flow.Release(in _b);
        }

        _flow.Acquire(in _a);
        _flow.Acquire(in _b);
        _flow.Release(in _a);
        _flow.Acquire(in c);
        _flow.Release(in c);
        _flow.Release(in _b);

        _checker.Snapshot().Dependencies.Select(static step => $"{step.From.Name} {step.To.Name}").Should().BeEquivalentTo("A B", "B C");
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void What_stood_on_a_lock_that_goes_from_under_it_is_looked_at_anew(bool isOverride, int findings)
    {
        // Under the spin lock a mutex may be taken only as long as the override is held; without one it was wrong from the start.
        LockMap spin = new(new LockClass("spin", LockKind.RawSpin));
        LockMap between = new(new LockClass("between", isOverride ? LockKind.WaitOverride(WaitType.Sleep) : LockKind.RawSpin));
        LockMap mutex = new(new LockClass("mutex"));
        _flow.Acquire(in spin);
        _flow.Acquire(in between, new AcquireOptions(Kind: AcquireKind.Try));
        _flow.Acquire(in mutex);
        int before = _checker.Violations.Count;
        _flow.Release(in between);

        (_checker.Violations.Count - before).Should().Be(findings);
        before.Should().Be(1 - findings);
    }

    private void Nest(in LockMap outer, in LockMap inner)
    {
        _flow.Acquire(in outer);
        _flow.Acquire(in inner);
        _flow.Release(in inner);
        _flow.Release(in outer);
    }
}
