using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

/// <summary>An order that was found unsafe is refused on every chain, not only on the one it was found on.</summary>
public sealed class RefusedAgainTests
{
    [Fact]
    public void A_safe_to_unsafe_order_throws_on_another_chain_as_well()
    {
        using var checker = new LockChecker(new LockCheckerOptions { DefaultPolicy = ViolationPolicy.Throw });
        var flow = new LockFlow(checker, "flow");
        var safe = new LockMap(new LockClass("safe", LockKind.RawSpin));
        var unsafe_ = new LockMap(new LockClass("unsafe", LockKind.RawSpin));
        var outer = new LockMap(new LockClass("outer", LockKind.RawSpin));
        flow.Acquire(in unsafe_);
        flow.Release(in unsafe_);
        flow.Enter(InterruptContext.Soft);
        flow.Acquire(in safe);
        flow.Release(in safe);
        flow.Leave(InterruptContext.Soft);
        flow.Disable(InterruptContext.Soft);

        flow.Acquire(in safe);
        flow.Invoking(f => f.Acquire(in unsafe_)).Should().Throw<LockViolationException>();
        flow.Release(in safe);
        flow.Acquire(in outer);
        flow.Acquire(in safe);
        flow.Invoking(f => f.Acquire(in unsafe_)).Should().Throw<LockViolationException>().Which.Violation.Known.Should().BeTrue();
        flow.Release(in safe);
        flow.Release(in outer);

        checker.Violations.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.SafeToUnsafeOrder);
        flow.HoldsNothing.Should().BeTrue();
    }
}
