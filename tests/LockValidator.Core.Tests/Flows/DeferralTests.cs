using FluentAssertions;
using LockValidator.Core.Tests.Rules;
using Xunit;

namespace LockValidator.Core.Tests.Flows;

/// <summary>Work that waits until the flow holds nothing.</summary>
public sealed class DeferralTests
{
    private readonly Script _script = new();
    private readonly List<string> _done = [];

    private LockFlow Flow => _script.Flow("1").Flow;

    [Fact]
    public void With_nothing_held_it_runs_at_once()
    {
        Flow.RunWhenNothingHeld(() => _done.Add("now"));

        _done.Should().Equal("now");
    }

    [Fact]
    public void With_locks_held_it_runs_after_the_last_release_first_in_first_out()
    {
        _script.Play("1: A B...");
        Flow.RunWhenNothingHeld(() => _done.Add($"first, holding nothing: {Flow.HoldsNothing}"));
        Flow.RunWhenNothingHeld(() => _done.Add("second"));
        _script.Play("1: -B...");
        _done.Should().BeEmpty();

        _script.Play("1: -A");
        _done.Should().Equal("first, holding nothing: True", "second");
    }

    [Fact]
    public void On_a_known_path_it_runs_too()
    {
        _script.Play("1: A; 1: A; 1: A...");
        Flow.RunWhenNothingHeld(() => _done.Add("done"));
        _script.Play("1: -A");

        _done.Should().Equal("done");
    }

    [Fact]
    public void In_any_order_of_release_it_runs_at_the_last()
    {
        _script.Play("1: A B C...");
        Flow.RunWhenNothingHeld(() => _done.Add("done"));
        _script.Play("1: -A -B...");
        _done.Should().BeEmpty();

        _script.Play("1: -C");
        _done.Should().Equal("done");
    }

    [Fact]
    public void Work_that_puts_off_more_work_ends_before_that_begins()
    {
        _script.Play("1: A...");
        Flow.RunWhenNothingHeld(() =>
        {
            LockMap b = _script.Lock("B");
            Flow.Acquire(in b);
            Flow.RunWhenNothingHeld(() => _done.Add("inner"));
            Flow.Release(in b);
            _done.Add("outer");
        });
        _script.Play("1: -A");

        _done.Should().Equal("outer", "inner");
    }

    [Fact]
    public void The_end_of_a_flow_loses_nothing()
    {
        using var done = new ManualResetEventSlim();
        _script.Play("1: A...");
        Flow.RunWhenNothingHeld(done.Set);
        Flow.End();

        done.Wait(TimeSpan.FromSeconds(30)).Should().BeTrue("the pool runs what the flow left");
        Script.KindsOf(_script.Reported).Should().Be("HeldAtFlowEnd");
    }

    [Fact]
    public void It_breaks_the_order_that_doing_it_at_once_would_make()
    {
        _script.Play("2: B A");
        _script.Play("1: A...");
        Flow.RunWhenNothingHeld(() => _script.Play("1: B"));
        _script.Play("1: -A");
        _script.Reported.Should().BeEmpty();

        Script.KindsOf(_script.Play("1: A B")).Should().Be("CircularDependency");
    }
}
