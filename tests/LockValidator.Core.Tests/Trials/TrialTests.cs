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
    public void It_goes_to_the_scope_of_the_flow_that_made_the_order_and_not_to_that_of_the_one_that_proves_the_lock()
    {
        LockScope made = LockScope.Begin(_checker, "made");
        Invert();
        made.Violations.Should().BeEmpty();

        using LockScope other = LockScope.Begin(_checker, "other");
        _semaphore.Confirm();

        other.Violations.Should().BeEmpty();
        made.Violations.Should().ContainSingle().Which.Executions.Should().Equal("made");
        made.Dispose();
    }

    [Fact]
    public void It_goes_to_each_scope_that_did_the_same_meanwhile()
    {
        List<LockScope> scopes = [];
        foreach (string name in (string[])["first", "second"])
        {
            LockScope scope = LockScope.Begin(_checker, name);
            scopes.Add(scope);
            Invert();
            scope.Violations.Should().BeEmpty("it waits");
            using (LockScope.Begin(_checker, "other"))
            {
                Nest(_one, _lock, _semaphore);
            }
        }

        _semaphore.Confirm();

        scopes.ConvertAll(static scope => scope.Violations.Count).Should().Equal(1, 1);
        scopes[1].Violations[0].Known.Should().BeTrue();
        scopes.Reverse();
        scopes.ForEach(static scope => scope.Dispose());
    }

    [Fact]
    public void It_goes_to_what_stands_around_a_scope_that_has_ended()
    {
        using LockScope around = LockScope.Begin(_checker, "around");
        using (LockScope.Begin(name: "made", keepsFindings: true))
        {
            Invert();
        }

        _semaphore.Confirm();

        around.Violations.Should().ContainSingle();
    }

    [Fact]
    public void A_chain_whose_finding_waited_gives_it_each_time_once_it_is_reported()
    {
        LockMap third = new(new LockClass("third"));
        Nest(_one, _lock, _semaphore);
        Nest(_one, _semaphore, third);
        for (int i = 0; i < 2; i++)
        {
            using LockScope waiting = LockScope.Begin(_checker);
            Nest(_two, third, _lock);
            waiting.Violations.Should().BeEmpty("the way back rests on an instance on trial");
        }

        _semaphore.Confirm();

        for (int i = 0; i < 3; i++)
        {
            using LockScope again = LockScope.Begin(_checker);
            Nest(_two, third, _lock);
            again.Violations.Should().ContainSingle().Which.Known.Should().BeTrue();
        }
    }

    [Fact]
    public void What_a_scope_with_a_graph_of_its_own_proves_holds_outside_of_it()
    {
        Invert();

        using (LockScope.Begin(ownGraph: true))
        {
            _semaphore.Confirm();
        }

        _checker.Violations.Should().ContainSingle();
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
