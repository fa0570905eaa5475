using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Flows;

/// <summary>Holds that travel with the async flow.</summary>
public sealed class AsyncHoldTests
{
    private readonly LockMap _a = Async("A");
    private readonly LockMap _b = Async("B");

    [Fact]
    public async Task An_async_hold_is_seen_by_what_runs_after_an_await()
    {
        await using LockScope scope = LockScope.Begin(ownGraph: true);
        LockHold hold = Take(_a);
        await Task.Yield();
        await Task.Run(static () => { });
        _a.IsHeld().Should().BeTrue();
        LockHold inner = Take(_b);
        await Task.Yield();
        inner.Release();
        hold.Release();
        _a.IsHeld().Should().BeFalse();

        scope.Checker.Snapshot().Dependencies.Should().ContainSingle().Which.To.Name.Should().Be("B");
        scope.Violations.Should().BeEmpty();
    }

    [Fact]
    public async Task Both_orders_in_two_async_flows_are_a_cycle()
    {
        await using LockScope scope = LockScope.Begin(ownGraph: true);
        await TakeBoth(_a, _b);
        scope.Violations.Should().BeEmpty();

        await Task.Run(() => TakeBoth(_b, _a));
        scope.Violations.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.CircularDependency);
    }

    [Fact]
    public async Task A_flow_that_was_forked_sees_the_holds_of_its_parent_and_its_own_stay_its_own()
    {
        await using LockScope scope = LockScope.Begin(ownGraph: true);
        LockHold hold = Take(_a);
        await Task.Run(async () =>
        {
            _a.IsHeld().Should().BeTrue();
            LockHold own = Take(_b);
            await Task.Yield();
            _b.IsHeld().Should().BeTrue();
            own.Release();
        });
        _b.IsHeld().Should().BeFalse();
        hold.Release();

        scope.Violations.Should().BeEmpty();
    }

    [Fact]
    public async Task A_hold_is_released_on_whatever_thread_and_once()
    {
        await using LockScope scope = LockScope.Begin(ownGraph: true);
        LockHold hold = Take(_a);
        await Task.Run(hold.Release);
        hold.Release();
        await Task.Yield();

        _a.IsHeld().Should().BeFalse();
        scope.Violations.Should().BeEmpty();
    }

    [Fact]
    public void A_hold_that_never_came_about_is_not_held_but_its_order_is_learnt()
    {
        using LockScope scope = LockScope.Begin(ownGraph: true);
        LockHold outer = Take(_a);
        LockHold pending = _b.AcquireAsyncHeld();
        _b.IsHeld().Should().BeFalse();
        pending.Release();
        outer.Release();

        scope.Checker.Statistics.Dependencies.Should().Be(1);
    }

    [Fact]
    public void An_awaited_acquisition_under_a_thread_lock_is_an_invalid_wait_context()
    {
        using LockScope scope = LockScope.Begin(ownGraph: true);
        var monitor = new LockMap(new LockClass("monitor"));
        Take(_a).Release();
        scope.Violations.Should().BeEmpty();

        monitor.Acquire();
        Take(_a).Release();
        monitor.Release();
        scope.Violations.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.InvalidWaitContext);
    }

    [Fact]
    public void Nothing_is_held_by_a_default_hold()
    {
        LockHold none = default;
        none.MarkHeld();
        none.Release();
        (none == default).Should().BeTrue();
    }

    private static LockMap Async(string name) => new(new LockClass(name, LockKind.Async), threadAffine: false);

    private static LockHold Take(LockMap map)
    {
        LockHold hold = map.AcquireAsyncHeld();
        hold.MarkHeld();
        return hold;
    }

    private static async Task TakeBoth(LockMap first, LockMap second)
    {
        LockHold outer = Take(first);
        await Task.Yield();
        LockHold inner = Take(second);
        await Task.Yield();
        inner.Release();
        outer.Release();
    }
}
