using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

public sealed class LockTimesTests : IDisposable
{
    private static readonly TimeSpan s_ms = TimeSpan.FromMilliseconds(1);

    private readonly ManualClock _clock = new();
    private readonly LockChecker _checker;
    private readonly LockFlow _flow;
    private readonly LockMap _a = new(new LockClass("a"), reentrant: true);
    private readonly LockMap _b = new(new LockClass("b"));

    public LockTimesTests()
    {
        _checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Caller, MeasureTimes = true, Clock = _clock });
        _flow = new LockFlow(_checker, "flow");
    }

    public void Dispose() => _checker.Dispose();

    [Fact]
    public void A_hold_lasts_from_its_acquisition_to_its_release()
    {
        foreach (int ms in (int[])[4, 1, 7])
        {
            _flow.Acquire(in _a);
            _clock.Advance(ms * s_ms);
            _flow.Release(in _a);
            _clock.Advance(100 * s_ms);
        }

        LockTimes a = Of("a");
        a.Acquisitions.Should().Be(3);
        a.Hold.Should().BeEquivalentTo(new { Count = 3L, Min = 1 * s_ms, Max = 7 * s_ms, Total = 12 * s_ms, Average = 4 * s_ms });
        a.Wait.Should().Be(DurationSummary.None);
        (a.Contentions, a.Reentries, a.MaxDepth).Should().Be((0, 0, 1));
    }

    [Fact]
    public void A_histogram_has_a_bucket_for_each_power_of_two()
    {
        foreach (double us in (double[])[0.5, 1, 1.9, 2, 3.9, 4])
        {
            _flow.Acquire(in _a);
            _clock.Advance(TimeSpan.FromMicroseconds(us));
            _flow.Release(in _a);
        }

        DurationSummary hold = Of("a").Hold;
        hold.Histogram.Should().Equal(1, 2, 2, 1);
        DurationSummary.Bound(2).Should().Be(TimeSpan.FromMicroseconds(4));
        hold.Percentile(0.5).Should().Be(TimeSpan.FromMicroseconds(2));
        hold.Percentile(1).Should().Be(TimeSpan.FromMicroseconds(4), "no bound beyond the longest");
    }

    [Fact]
    public void A_reentry_is_part_of_the_hold_that_it_is_in()
    {
        _flow.Acquire(in _a);
        _clock.Advance(s_ms);
        _flow.Acquire(in _a);
        _clock.Advance(s_ms);
        _flow.Release(in _a);
        _clock.Advance(s_ms);
        _flow.Release(in _a);

        LockTimes a = Of("a");
        (a.Acquisitions, a.Reentries).Should().Be((1, 1));
        a.Hold.Total.Should().Be(3 * s_ms);
        _flow.Held.Should().BeEmpty();
    }

    [Fact]
    public void A_wait_is_measured_apart_from_the_hold_after_it_with_its_place()
    {
        _flow.Acquire(in _a);
        _flow.Contended(in _a);
        _clock.Advance(5 * s_ms);
        _flow.Acquired(in _a);
        _clock.Advance(2 * s_ms);
        _flow.Release(in _a);

        LockTimes a = Of("a");
        a.Contentions.Should().Be(1);
        a.Wait.Total.Should().Be(5 * s_ms);
        a.Hold.Total.Should().Be(2 * s_ms);
        a.ContentionSites.Should().ContainSingle().Which.ToString().Should().Contain(nameof(A_wait_is_measured_apart_from_the_hold_after_it_with_its_place));
    }

    [Fact]
    public void A_wait_that_was_given_up_is_no_acquisition()
    {
        _flow.Acquire(in _a, new AcquireOptions(Kind: AcquireKind.Timed));
        _flow.Contended(in _a);
        _clock.Advance(5 * s_ms);
        _flow.Withdraw(in _a);

        LockTimes a = Of("a");
        (a.Acquisitions, a.Contentions, a.Failures).Should().Be((0, 1, 1));
        a.Hold.Count.Should().Be(0);
    }

    [Fact]
    public void Modes_and_depths_are_told_apart()
    {
        _flow.Acquire(in _a, new AcquireOptions(LockMode.Shared));
        _flow.Acquire(in _b);
        _clock.Advance(s_ms);
        _flow.Release(in _a, LockMode.Shared);
        _clock.Advance(s_ms);
        _flow.Release(in _b);

        Of("a").Should().BeEquivalentTo(new { Mode = LockMode.Shared, MaxDepth = 1 });
        Of("a").Hold.Total.Should().Be(s_ms);
        Of("b").Should().BeEquivalentTo(new { Mode = LockMode.Exclusive, MaxDepth = 2 });
        Of("b").Hold.Total.Should().Be(2 * s_ms);
    }

    [Fact]
    public void What_is_tried_out_only_is_not_counted()
    {
        _flow.MightAcquire(in _a);
        _flow.AcquireFailed(in _a, new AcquireOptions(Kind: AcquireKind.Try));

        _checker.MeasuredTimes().Should().BeEmpty();
    }

    [Fact]
    public void Without_the_option_nothing_is_measured_and_with_it_the_same_is_found()
    {
        using var plain = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off, Clock = _clock });
        foreach (LockChecker checker in (LockChecker[])[plain, _checker])
        {
            var flow = new LockFlow(checker, "flow");
            Nest(flow, in _a, in _b);
            Nest(flow, in _b, in _a);
            checker.Violations.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.CircularDependency);
        }

        plain.MeasuredTimes().Should().BeEmpty();
        _checker.MeasuredTimes().Sum(static t => t.Acquisitions).Should().Be(4);
    }

    [Fact]
    public void The_hold_of_an_async_flow_is_measured_too()
    {
        using (_flow.MakeCurrent())
        {
            LockHold hold = _b.AcquireAsyncHeld();
            hold.Contended();
            _clock.Advance(3 * s_ms);
            hold.MarkHeld();
            _clock.Advance(2 * s_ms);
            hold.Release();
        }

        (Of("b").Wait.Total, Of("b").Hold.Total, Of("b").Contentions).Should().Be((3 * s_ms, 2 * s_ms, 1));
    }

    [Fact]
    public void The_counts_begin_anew_on_request()
    {
        Nest(_flow, in _a, in _b);
        _checker.ResetTimes();
        _flow.Acquire(in _b);
        _flow.Release(in _b);

        _checker.MeasuredTimes().Should().ContainSingle().Which.Should().BeEquivalentTo(new { Name = "b", Acquisitions = 1L });
    }

    [Fact]
    public void A_table_begins_with_what_was_waited_for_longest_and_names_the_places()
    {
        Nest(_flow, in _a, in _b);
        A_wait_is_measured_apart_from_the_hold_after_it_with_its_place();

        string[] lines = LockTimesTable.Render(_checker.MeasuredTimes()).Split('\n');
        lines[0].Should().StartWith("class  mode       taken");
        lines[1].Should().StartWith("a ").And.Contain("5.00 ms");
        lines[2].Should().StartWith("    waited for at ");
        lines[3].Should().StartWith("b ");
    }

    private LockTimes Of(string name) => _checker.MeasuredTimes().Should().ContainSingle(t => t.Name == name).Subject;

    private static void Nest(LockFlow flow, in LockMap outer, in LockMap inner)
    {
        flow.Acquire(in outer);
        flow.Acquire(in inner);
        flow.Release(in inner);
        flow.Release(in outer);
    }
}
