using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Flows;

/// <summary>A real lock is tried before it is told, where nothing would be reported: what happens on the thread in between must not be lost.</summary>
public sealed class KnownAcquisitionTests : IDisposable
{
    private readonly LockChecker _checker = new(new LockCheckerOptions { Stacks = StackMode.Off });
    private readonly LockFlow _flow;
    private readonly LockClass _classA = new("A");
    private readonly LockMap _a, _other, _b = new(new LockClass("B")), _gate = new(new LockClass("gate"));

    public KnownAcquisitionTests()
    {
        _a = new LockMap(_classA);
        _other = new LockMap(_classA);
        _flow = new LockFlow(_checker, "test");
        using IDisposable current = _flow.MakeCurrent();
        Walk(in _a, in _gate, LockMode.Shared);
        Walk(in _a, in _gate, LockMode.Exclusive);
    }

    public void Dispose() => _checker.Dispose();

    [Theory]
    [InlineData(LockMode.Shared)]
    [InlineData(LockMode.Exclusive)]
    public void It_is_held_once_it_is_completed_and_not_before(LockMode mode)
    {
        using IDisposable current = _flow.MakeCurrent();
        _a.Acquire();
        KnownAcquisition known = _gate.FindKnown(mode);
        known.IsKnown.Should().BeTrue();
        _gate.IsHeld().Should().BeFalse();

        _gate.CompleteKnown(known, mode).Should().BeTrue();

        _gate.IsHeld(mode).Should().BeTrue();
        _flow.Held.Select(static held => held.Class!.Name).Should().Equal("A", "gate");
        _gate.TryReleaseNewest(mode).Should().BeTrue();
        _a.Release();
        _flow.HoldsNothing.Should().BeTrue();
    }

    [Fact]
    public void What_was_never_walked_is_not_known()
    {
        using IDisposable current = _flow.MakeCurrent();
        _b.Acquire();
        _gate.FindKnown(LockMode.Shared).IsKnown.Should().BeFalse();
        _b.Release();
        default(LockMap).FindKnown(LockMode.Shared).IsKnown.Should().BeFalse();
        _gate.FindKnown(LockMode.Upgradeable).IsKnown.Should().BeFalse();
    }

    [Fact]
    public void What_would_be_reported_is_not_known()
    {
        using IDisposable current = _flow.MakeCurrent();
        Walk(in _gate, in _a, LockMode.Exclusive);
        _checker.Violations.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.CircularDependency);
        _gate.Acquire();
        _a.FindKnown(LockMode.Exclusive).IsKnown.Should().BeFalse();
        _gate.Release();
    }

    [Fact]
    public void In_a_context_or_under_an_observer_or_a_pause_nothing_is_known()
    {
        using IDisposable current = _flow.MakeCurrent();
        _a.Acquire();
        using (InterruptContext.Define("callback", WaitType.Sleep).Enter())
        {
            _gate.FindKnown(LockMode.Shared).IsKnown.Should().BeFalse();
        }

        _gate.FindKnown(LockMode.Shared).IsKnown.Should().BeTrue();
        _flow.Pause();
        _gate.FindKnown(LockMode.Shared).IsKnown.Should().BeFalse();
        _flow.Resume();
        _a.Release();
    }

    [Fact]
    public void A_flow_that_is_looked_at_meanwhile_tells_it_the_slow_way()
    {
        using IDisposable current = _flow.MakeCurrent();
        _a.Acquire();
        KnownAcquisition known = _gate.FindKnown(LockMode.Shared);
        _flow.Pause();
        _gate.CompleteKnown(known, LockMode.Shared).Should().BeFalse();
        _flow.Resume();
        _gate.IsHeld().Should().BeFalse();
        _a.Release();
    }

    [Fact]
    public void Another_lock_that_came_and_went_meanwhile_is_not_taken_for_it()
    {
        using IDisposable current = _flow.MakeCurrent();
        Walk(in _a, in _b, LockMode.Exclusive);
        _a.Acquire();
        KnownAcquisition known = _gate.FindKnown(LockMode.Shared);
        _b.Acquire();
        _b.Release();
        _gate.CompleteKnown(known, LockMode.Shared).Should().BeFalse();
        _a.Release();
    }

    [Fact]
    public void The_other_side_that_came_and_went_meanwhile_is_not_taken_for_it()
    {
        using IDisposable current = _flow.MakeCurrent();
        _a.Acquire();
        KnownAcquisition known = _gate.FindKnown(LockMode.Shared);
        _gate.Acquire(LockMode.Exclusive);
        _gate.Release();
        _gate.CompleteKnown(known, LockMode.Shared).Should().BeFalse();
        _a.Release();
    }

    [Fact]
    public void A_lock_that_is_still_held_meanwhile_stays_below_or_on_top()
    {
        using IDisposable current = _flow.MakeCurrent();
        Walk(in _a, in _b, LockMode.Exclusive);
        _a.Acquire();
        KnownAcquisition known = _gate.FindKnown(LockMode.Shared);
        _b.Acquire();
        _gate.CompleteKnown(known, LockMode.Shared).Should().BeFalse();
        _flow.Held.Select(static held => held.Class!.Name).Should().Equal("A", "B");
        _b.Release();
        _a.Release();
    }

    [Fact]
    public void Another_chain_below_is_not_known_because_this_one_was()
    {
        using IDisposable current = _flow.MakeCurrent();
        Walk(in _b, in _b, null);
        _a.Acquire();
        KnownAcquisition known = _gate.FindKnown(LockMode.Shared);
        _a.Release();
        _b.Acquire();
        _gate.CompleteKnown(known, LockMode.Shared).Should().BeFalse("whether the gate may be taken under B was never looked at");
        _b.Release();
    }

    [Fact]
    public void Another_lock_of_the_class_below_makes_the_same_chain()
    {
        using IDisposable current = _flow.MakeCurrent();
        _a.Acquire();
        KnownAcquisition known = _gate.FindKnown(LockMode.Shared);
        _a.Release();
        _other.Acquire();
        _gate.CompleteKnown(known, LockMode.Shared).Should().BeTrue();
        _flow.Held.Select(static held => held.Instance).Should().Equal(_other.Instance, _gate.Instance);
        _gate.Release();
        _other.Release();
    }

    [Fact]
    public void Chains_that_were_forgotten_meanwhile_are_not_known_any_more()
    {
        using IDisposable current = _flow.MakeCurrent();
        Walk(in _b, in _b, null);
        _a.Acquire();
        KnownAcquisition known = _gate.FindKnown(LockMode.Shared);
        _checker.Unregister(_b.Class!);

        // The flow catches up with that here, and is on its hot path again afterwards.
        _ = _flow.Held;
        _b.Sync();
        _gate.CompleteKnown(known, LockMode.Shared).Should().BeFalse();
        _a.Release();
    }

    [Fact]
    public void A_flow_that_takes_the_thread_meanwhile_is_asked_itself()
    {
        using IDisposable current = _flow.MakeCurrent();
        _a.Acquire();
        KnownAcquisition known = _gate.FindKnown(LockMode.Shared);
        using (new LockFlow(_checker, "another").MakeCurrent())
        {
            _gate.CompleteKnown(known, LockMode.Shared).Should().BeFalse();
        }

        _gate.CompleteKnown(known, LockMode.Shared).Should().BeTrue();
        _gate.Release();
        _a.Release();
    }

    [Fact]
    public void The_answer_for_one_lock_completes_no_other()
    {
        using IDisposable current = _flow.MakeCurrent();
        _a.Acquire();
        KnownAcquisition known = _gate.FindKnown(LockMode.Shared);
        _b.CompleteKnown(known, LockMode.Shared).Should().BeFalse();
        default(LockMap).CompleteKnown(known, LockMode.Shared).Should().BeFalse();
        _gate.CompleteKnown(known, LockMode.Exclusive).Should().BeFalse();
        _gate.CompleteKnown(default, LockMode.Shared).Should().BeFalse();
        _a.Release();
    }

    private static void Walk(in LockMap first, in LockMap second, LockMode? mode)
    {
        // As often as it takes until a chain of a class with several locks is not looked at any more.
        for (int i = 0; i < 40; i++)
        {
            first.Acquire();
            if (mode is { } side)
            {
                second.Acquire(side);
                second.Release();
            }

            first.Release();
        }
    }
}
