using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

public sealed class HoldTimeLimitTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly LockChecker _checker;
    private readonly LockFlow _flow;
    private readonly LockMap _map = new(new LockClass("index"), reentrant: true);

    public HoldTimeLimitTests()
    {
        _checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off, HoldTimeLimit = TimeSpan.FromSeconds(1), Clock = _clock });
        _flow = new LockFlow(_checker, "flow");
    }

    public void Dispose() => _checker.Dispose();

    [Fact]
    public void A_lock_that_is_held_longer_than_allowed_is_reported_when_it_is_released()
    {
        Hold(TimeSpan.FromMilliseconds(1_001));

        Violation found = _checker.Violations.Should().ContainSingle().Subject;
        found.Should().BeEquivalentTo(new { Kind = ViolationKind.HeldTooLong, Verdict = Verdict.Certain, Operation = "release", Reason = "held for 1001 ms; the limit is 1000 ms" });
        found.Acquiring!.Class.Name.Should().Be("index");
        _checker.MeasuredTimes().Single().LimitExceeded.Should().Be(1);
    }

    [Fact]
    public void A_lock_that_is_held_just_as_long_as_allowed_is_not()
    {
        Hold(TimeSpan.FromSeconds(1));
        Hold(TimeSpan.FromSeconds(1));

        _checker.Violations.Should().BeEmpty();
    }

    [Fact]
    public void A_wait_does_not_count_as_a_hold()
    {
        _flow.Acquire(in _map);
        _flow.Contended(in _map);
        _clock.Advance(TimeSpan.FromSeconds(10));
        _flow.Acquired(in _map);
        _flow.Release(in _map);

        _checker.Violations.Should().BeEmpty();
    }

    [Fact]
    public void Long_holds_of_one_class_are_one_finding()
    {
        Hold(TimeSpan.FromSeconds(2));
        Hold(TimeSpan.FromSeconds(3));

        _checker.Violations.Should().ContainSingle();
        _checker.MeasuredTimes().Single().LimitExceeded.Should().Be(2);
    }

    [Fact]
    public void A_listener_hears_of_waits_and_holds_and_its_failure_harms_nobody()
    {
        var listener = new Listener();
        using (_checker.AddTimesListener(listener))
        {
            Hold(TimeSpan.FromMilliseconds(5));
            listener.Fails = true;
            Hold(TimeSpan.FromMilliseconds(6));
        }

        Hold(TimeSpan.FromMilliseconds(7));
        listener.Holds.Should().Equal(("index", TimeSpan.FromMilliseconds(5)), ("index", TimeSpan.FromMilliseconds(6)));
        _checker.Statistics.InternalFailures.Should().Be(1);
        _flow.Held.Should().BeEmpty();
    }

    private void Hold(TimeSpan duration)
    {
        _flow.Acquire(in _map);
        _clock.Advance(duration);
        _flow.Release(in _map);
    }

    private sealed class Listener : ILockTimesListener
    {
        public List<(string Type, TimeSpan Duration)> Holds { get; } = [];

        public bool Fails { get; set; }

        public void Waited(string type, LockMode mode, TimeSpan duration)
        {
        }

        public void Held(string type, LockMode mode, TimeSpan duration)
        {
            Holds.Add((type, duration));
            if (Fails)
            {
                throw new InvalidOperationException("on purpose");
            }
        }
    }
}
