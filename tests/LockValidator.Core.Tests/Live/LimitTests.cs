using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Live;

/// <summary>Limits that are said to a checker which is there already.</summary>
public sealed class LimitTests : IDisposable
{
    private const string Deadlock = "1 has a; 2 has b; 1 wants b; 2 wants a";

    private static readonly TimeSpan s_limit = LivePlay.Limit;

    private readonly LivePlay _play = new();

    private HandClock Clock => _play.Clock;

    public void Dispose() => _play.Dispose();

    [Fact]
    public void A_shorter_limit_counts_for_those_who_wait_already()
    {
        _play.Do(Deadlock);
        _play.Checker.LimitWaits(s_limit / 10, null);

        Clock.Advance(s_limit / 5);
        _play.Deadlocks.Should().ContainSingle();
    }

    [Fact]
    public void A_shorter_limit_that_comes_late_is_no_stop_of_the_program()
    {
        _play.Do(Deadlock);
        Clock.Advance(s_limit / 2);
        _play.Checker.LimitWaits(s_limit / 100, null);

        Clock.Advance(s_limit / 50);
        _play.Deadlocks.Should().ContainSingle("they have waited for longer than that already");
    }

    [Fact]
    public void A_longer_limit_counts_for_those_who_wait_already()
    {
        _play.Do(Deadlock);
        _play.Checker.LimitWaits(10 * s_limit, null);

        Clock.Advance(9 * s_limit);
        _play.Deadlocks.Should().BeEmpty();
        Clock.Advance(11 * s_limit);
        _play.Deadlocks.Should().ContainSingle();
    }

    [Fact]
    public void Without_limits_nothing_is_noted_and_with_new_ones_what_waits_then_is()
    {
        _play.Checker.LimitWaits(null, null);
        _play.Do(Deadlock);
        Clock.Advance(10 * s_limit);
        _play.Deadlocks.Should().BeEmpty();
        _play.Checker.WaitsOfAllFlows().Should().BeEmpty();
        Clock.Running.Should().Be(0);

        _play.Checker.LimitWaits(s_limit, null);
        _play.Do("3 has c; 4 has d; 3 wants d; 4 wants c");
        Clock.Advance(2 * s_limit);
        _play.Deadlocks.Should().ContainSingle().Which.Waits.Select(static wait => wait.Flow).Should().BeEquivalentTo("3", "4");
    }

    [Fact]
    public void Limits_that_are_taken_away_stop_the_looks_and_come_back_for_those_who_wait()
    {
        _play.Do(Deadlock);
        _play.Checker.LimitWaits(null, null);
        Clock.Advance(10 * s_limit);
        _play.Deadlocks.Should().BeEmpty();

        _play.Checker.LimitWaits(s_limit, null);
        Clock.Advance(2 * s_limit);
        _play.Deadlocks.Should().ContainSingle();
    }

    [Fact]
    public void A_stall_limit_can_be_given_to_a_checker_that_had_none()
    {
        _play.Checker.LimitWaits(s_limit, null);
        _play.Do("1 has a; 2 wants a");
        Clock.Advance(10 * s_limit);
        _play.Stalls.Should().BeEmpty("who holds nothing is not noted without such a limit");

        _play.Checker.LimitWaits(s_limit, s_limit);
        _play.Do("3 wants a");
        Clock.Advance(3 * s_limit);
        _play.Stalls.Should().ContainSingle().Which.Flow.Should().Be("3");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(50)]
    public void A_limit_that_no_timer_can_keep_is_refused(int days)
    {
        TimeSpan limit = TimeSpan.FromDays(days);

        _play.Checker.Invoking(checker => checker.LimitWaits(limit, null)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("deadlock");
        _play.Checker.Invoking(checker => checker.LimitWaits(null, limit)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("stall");
    }

    [Fact]
    public void A_checker_that_is_disposed_starts_no_timer_any_more()
    {
        _play.Do(Deadlock);
        _play.Checker.Dispose();
        _play.Checker.LimitWaits(s_limit, null);

        Clock.Running.Should().Be(0);
    }
}
