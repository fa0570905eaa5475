using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

/// <summary>Semaphores that may turn out to be no locks.</summary>
public sealed class TrialTests : IDisposable
{
    private readonly LockChecker _checker = new(new LockCheckerOptions { Stacks = StackMode.Off });
    private readonly LockFlow _one;
    private readonly LockFlow _two;
    private readonly IDisposable _current;
    private readonly LockMap _lock = new(new LockClass("lock"));
    private LockMap _semaphore = new(new LockClass("semaphore"), threadAffine: false);

    public TrialTests()
    {
        _one = new LockFlow(_checker, "one");
        _two = new LockFlow(_checker, "two");
        _current = _one.MakeCurrent();
        _semaphore.BeginTrial();
    }

    public void Dispose() => _current.Dispose();

    [Fact]
    public void A_finding_that_rests_on_an_instance_on_trial_waits()
    {
        Invert();

        _checker.Violations.Should().BeEmpty();
    }

    [Fact]
    public void It_is_reported_once_the_instance_has_proved_to_be_a_lock()
    {
        Invert();

        _semaphore.Confirm();

        _checker.Violations.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.CircularDependency);
    }

    [Fact]
    public void It_falls_when_the_instance_has_proved_to_be_none()
    {
        Invert();

        _semaphore.Demote();

        _checker.Violations.Should().BeEmpty();
        _checker.Snapshot().Dependencies.Should().BeEmpty("nothing else was seen to take the two together");
    }

    [Fact]
    public void A_reported_finding_is_taken_back_when_the_instance_proves_to_be_none_after_all()
    {
        _semaphore.Confirm();
        Invert();
        _checker.Violations.Should().ContainSingle();

        _semaphore.Demote();

        _checker.Violations.Should().BeEmpty();
    }

    [Fact]
    public void A_scope_that_collected_it_has_it_no_more()
    {
        using var scope = LockScope.Begin(_checker);
        _semaphore.Confirm();
        Invert();
        scope.Violations.Should().ContainSingle();

        _semaphore.Demote();

        scope.Violations.Should().BeEmpty();
    }

    [Fact]
    public void A_demoted_instance_is_not_looked_at_any_more()
    {
        _semaphore.Demote();

        Invert();

        _checker.Violations.Should().BeEmpty();
        _checker.Snapshot().Dependencies.Should().BeEmpty();
    }

    [Fact]
    public void An_order_that_another_instance_has_proved_stays()
    {
        LockMap other = new(_semaphore.Class!);
        Nest(_one, _lock, _semaphore);
        Nest(_one, _lock, other);

        _semaphore.Demote();

        _checker.Snapshot().Dependencies.Should().ContainSingle();
    }

    private void Invert()
    {
        Nest(_one, _lock, _semaphore);
        Nest(_two, _semaphore, _lock);
    }

    private static void Nest(LockFlow flow, LockMap first, LockMap second)
    {
        flow.Acquire(in first);
        flow.Acquire(in second);
        flow.Release(in second);
        flow.Release(in first);
    }
}
