using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Live;

/// <summary>Deadlocks and stalls among flows that are said to wait, without threads.</summary>
public sealed class LiveTests : IDisposable
{
    private static readonly TimeSpan s_limit = LivePlay.Limit;

    private readonly LivePlay _play = new();

    private HandClock Clock => _play.Clock;

    public void Dispose() => _play.Dispose();

    [Theory]
    [InlineData("1 has a; 2 has b; 1 wants b; 2 wants a", 2)]
    [InlineData("1 has a; 2 has b; 1 wants b; 2 wants c", 0)]
    [InlineData("1 has a; 2 has b; 1 wants b", 0)]
    [InlineData("1 has a; 2 has b; 3 has c; 1 wants b; 2 wants c; 3 wants a", 3)]
    [InlineData("1 has a; 2 has b; 3 has c; 1 wants b; 2 wants c; 3 wants d", 0)]

    // Those who only queue behind a deadlock are no part of it.
    [InlineData("1 has a; 2 has b; 1 wants b; 2 wants a; 3 wants a", 2)]
    [InlineData("1 has a; 2 wants a; 3 wants a; 4 wants a", 0)]

    // Readers.
    [InlineData("1 has a:r; 2 has b; 1 wants b; 2 wants a", 2)]
    [InlineData("1 has a:r; 2 has b; 1 wants b; 2 wants a:r", 0)]
    [InlineData("1 has a:r; 2 has a:r; 3 has b; 2 wants b; 3 wants a", 2)]
    [InlineData("1 has a:u; 2 has b; 1 wants b; 2 wants a:u", 2)]
    [InlineData("1 has a:u; 2 has b; 1 wants b; 2 wants a:r", 0)]
    [InlineData("1 has a:u; 2 has a:r; 2 has b; 1 wants a; 2 wants c", 0)]
    [InlineData("1 has a:u; 2 has a:r; 1 has b; 1 wants a; 2 wants b", 2)]

    // A flow that waits for itself, and one that waits for a task which needs what it holds.
    [InlineData("1 has a; 1 wants a", 1)]
    [InlineData("1 has a; 2 runs t; 1 waits t; 2 wants a", 2)]
    [InlineData("1 has a; 2 runs t; 1 waits t; 2 wants b", 0)]
    [InlineData("1 has a; 1 waits t; 2 wants a", 0)]
    public void A_circle_of_waits_is_a_deadlock(string script, int flows)
    {
        _play.Do(script);
        Clock.Advance(2 * s_limit);

        _play.Deadlocks.Select(static found => found.Waits.Count).Should().Equal(flows == 0 ? [] : [flows]);
        _play.Checker.Statistics.InternalFailures.Should().Be(0);
    }

    [Fact]
    public void A_deadlock_is_reported_once_within_twice_the_limit_and_not_before_the_limit()
    {
        _play.Do("1 has a; 2 has b; 1 wants b; 2 wants a");
        Clock.Advance(s_limit - TimeSpan.FromMilliseconds(1));
        _play.Deadlocks.Should().BeEmpty();

        Clock.Advance(s_limit);
        _play.Deadlocks.Should().ContainSingle();

        Clock.Advance(10 * s_limit);
        _play.Deadlocks.Should().ContainSingle();
        _play.Stalls.Should().BeEmpty("the deadlock explains why nobody moves");
    }

    [Fact]
    public void The_report_names_all_who_wait_what_they_hold_and_since_when()
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        _play.Do("main has a; worker has b; main wants b");
        Clock.Advance(TimeSpan.FromSeconds(2));
        _play.Do("worker wants a");
        Clock.Advance(2 * s_limit);

        Violation found = _play.Deadlocks.Should().ContainSingle().Subject;
        found.Verdict.Should().Be(Verdict.ObservedLive);
        found.FailsBuilds.Should().BeTrue();
        found.Waits.Select(static wait => (wait.Flow, wait.Waiting.Class.Name, Held: wait.Held[0].Class.Name, wait.Since.Second, wait.Holders[0]))
            .Should().Equal(("main", "b", "a", 1, "worker"), ("worker", "a", "b", 3, "main"));
        found.Cycle.Select(static step => $"{step.From.Name}{step.To.Name} {step.Witness.Flow}").Should().Equal("ab main", "ba worker");
        found.Reason.Should().StartWith("main has waited for b for 20 s, and worker has waited for a for 18 s");
        TextReport.Render(found).Should().StartWith("deadlock now: 2 flows wait for each other, main for b").And.Contain("since 1970-01-01 00:00:03.000Z");
        _play.Stuck!.Select(static wait => wait.Flow).Should().Equal("main", "worker");
    }

    [Fact]
    public void What_comes_free_in_time_was_no_deadlock()
    {
        _play.Do("1 has a; 2 has b; 1 wants b; 2 wants a");
        Clock.Advance(s_limit);
        _play.End("1", acquired: false);
        Clock.Advance(3 * s_limit);

        _play.Deadlocks.Should().BeEmpty();
    }

    [Fact]
    public void Under_a_debugger_time_does_not_count()
    {
        _play.Do("1 has a; 2 has b; 1 wants b; 2 wants a");
        _play.IsDebugged = true;
        Clock.Advance(10 * s_limit);
        _play.Deadlocks.Should().BeEmpty();

        _play.IsDebugged = false;
        Clock.Advance(s_limit - TimeSpan.FromSeconds(1));
        _play.Deadlocks.Should().BeEmpty("it counts from where the debugger let go");
        Clock.Advance(2 * s_limit);
        _play.Deadlocks.Should().ContainSingle();
    }

    [Fact]
    public void Time_in_which_the_machine_slept_does_not_count()
    {
        _play.Do("1 has a; 2 wants a");
        Clock.Advance(s_limit);
        Clock.Sleep(TimeSpan.FromHours(8));
        Clock.Advance(s_limit);
        _play.Stalls.Should().BeEmpty();

        Clock.Advance(4 * s_limit);
        _play.Stalls.Should().ContainSingle();
    }

    [Fact]
    public void A_wait_whose_queue_stands_for_longer_than_the_limit_is_a_stall()
    {
        _play.Do("holder has a; waiter wants a");
        Clock.Advance((3 * s_limit) - TimeSpan.FromSeconds(1));
        _play.Stalls.Should().BeEmpty();

        Clock.Advance(s_limit);
        Violation found = _play.Stalls.Should().ContainSingle().Subject;
        found.Should().BeEquivalentTo(new { Flow = "waiter", OtherFlow = "holder", Verdict = Verdict.Certain });
        found.Waits.Should().ContainSingle().Which.Holders.Should().Equal("holder");
        _play.Deadlocks.Should().BeEmpty();

        Clock.Advance(10 * s_limit);
        _play.Stalls.Should().ContainSingle("it is said once");
    }

    [Fact]
    public void A_long_queue_that_moves_is_no_stall()
    {
        const int Waiters = 40;
        _play.Do("0 has a");
        for (int i = 1; i <= Waiters; i++)
        {
            _play.Do($"{i} wants a");
        }

        for (int i = 1; i <= Waiters; i++)
        {
            Clock.Advance(s_limit);
            _play.Do($"{i - 1} frees a");
            _play.End($"{i}", acquired: true);
        }

        _play.Stalls.Concat(_play.Deadlocks).Should().BeEmpty("the last one waited long, but one after the other got the lock");
    }

    [Fact]
    public void A_queue_moves_also_where_each_look_finds_the_same_holder()
    {
        _play.Do("1 has a; waiter wants a; other wants a");
        for (int i = 0; i < 20; i++)
        {
            Clock.Advance(s_limit);
            _play.Do("1 frees a");
            _play.End("other", acquired: true);
            _play.Do("other frees a; 1 has a; other wants a");
        }

        _play.Stalls.Should().BeEmpty();
        Clock.Advance(4 * s_limit);
        _play.Stalls.Select(static found => found.Flow).Should().BeEquivalentTo(["waiter", "other"], "since then it stands");
    }

    [Fact]
    public void A_lock_that_changes_hands_without_a_queue_is_no_stall_for_who_waits()
    {
        _play.Do("1 has a; waiter wants a");
        for (int i = 1; i < 20; i++)
        {
            Clock.Advance(s_limit);
            _play.Do($"{i} frees a; {i + 1} has a");
        }

        _play.Stalls.Should().BeEmpty();
    }

    [Fact]
    public void A_wait_for_an_event_is_no_stall() => DoAndWait("1 has a; 1 waits t").Should().BeEmpty();

    [Fact]
    public void Nothing_is_looked_at_while_nothing_waits()
    {
        Clock.Running.Should().Be(0);
        _play.Do("1 has a; 2 wants a");
        Clock.Running.Should().Be(1);
        _play.End("2", acquired: false);
        Clock.Advance(s_limit);
        Clock.Running.Should().Be(0);
    }

    [Fact]
    public void A_scope_hears_of_the_deadlock_that_its_flows_are_in()
    {
        using (LockScope scope = LockScope.Begin(_play.Checker))
        {
            _play.Do("1 has a; 2 has b; 1 wants b; 2 wants a");
            using (ExecutionContext.SuppressFlow())
            {
                Clock.Advance(2 * s_limit);
            }

            scope.Violations.Should().Contain(static v => v.Kind == ViolationKind.LiveDeadlock);
        }
    }

    [Fact]
    public void Without_limits_nobody_notes_waits()
    {
        using var checker = new LockChecker(new LockCheckerOptions { DeadlockLimit = null });
        var flow = new LockFlow(checker, "1");
        var (a, b) = (new LockMap(new LockClass("a")), new LockMap(new LockClass("b")));
        flow.Acquire(in a);
        flow.Acquire(in b);

        flow.BeginWait(in b).Should().BeNull();
    }

    [Fact]
    public void A_wait_with_nothing_held_is_noted_only_for_stalls()
    {
        using var checker = new LockChecker(new LockCheckerOptions { Clock = Clock });
        var flow = new LockFlow(checker, "1");
        var a = new LockMap(new LockClass("a"));
        flow.Acquire(in a);

        flow.BeginWait(in a).Should().BeNull();
    }

    private IReadOnlyList<Violation> DoAndWait(string script)
    {
        _play.Do(script);
        Clock.Advance(20 * s_limit);
        return _play.Stalls;
    }
}
