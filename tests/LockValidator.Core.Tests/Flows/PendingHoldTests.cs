using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

/// <summary>Async holds that are announced together and come about later, in any order.</summary>
public sealed class PendingHoldTests
{
    [Fact]
    public void One_that_still_waits_while_another_is_announced_is_shown_once_it_is_held()
    {
        var flow = new LockFlow(new LockChecker(), "flow");
        using IDisposable current = flow.MakeCurrent();
        var first = new LockMap(new LockClass("first", LockKind.Async), threadAffine: false);
        var second = new LockMap(new LockClass("second", LockKind.Async), threadAffine: false);

        LockHold one = first.AcquireAsyncHeld();
        LockHold two = second.AcquireAsyncHeld();
        two.MarkHeld();
        one.MarkHeld();

        flow.Held.Select(held => held.Class!.Name).Should().BeEquivalentTo("first", "second");
        one.Release();
        two.Release();
        flow.HoldsNothing.Should().BeTrue();
    }

    [Fact]
    public void One_that_was_given_up_is_not()
    {
        var flow = new LockFlow(new LockChecker(), "flow");
        using IDisposable current = flow.MakeCurrent();
        var first = new LockMap(new LockClass("first", LockKind.Async), threadAffine: false);
        var second = new LockMap(new LockClass("second", LockKind.Async), threadAffine: false);

        LockHold one = first.AcquireAsyncHeld();
        LockHold two = second.AcquireAsyncHeld();
        one.Release();
        two.MarkHeld();

        flow.Held.Select(held => held.Class!.Name).Should().Equal("second");
        two.Release();
    }
}
