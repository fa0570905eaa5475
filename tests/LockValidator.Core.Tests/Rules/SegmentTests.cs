using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Rules;

/// <summary>What a context takes does not depend on what the interrupted code holds: that code did not wait for it.</summary>
public sealed class SegmentTests
{
    private readonly LockChecker _checker = new(new LockCheckerOptions { Stacks = StackMode.Off });
    private readonly LockMap _outer = new(new LockClass("outer", LockKind.RawSpin));
    private readonly LockMap _tried = new(new LockClass("tried", LockKind.RawSpin));
    private readonly LockMap _inner = new(new LockClass("inner", LockKind.RawSpin));

    [Fact]
    public void Within_one_context_the_walk_goes_on_below_a_try()
    {
        Take(inContext: false);

        Orders().Should().BeEquivalentTo("outer -> inner", "tried -> inner");
    }

    [Fact]
    public void It_stops_where_the_context_changes()
    {
        Take(inContext: true);

        Orders().Should().BeEquivalentTo("tried -> inner");
    }

    private void Take(bool inContext)
    {
        var flow = new LockFlow(_checker, "flow");
        flow.Disable(InterruptContext.Hard);
        flow.Acquire(in _outer);
        if (inContext)
        {
            flow.Enter(InterruptContext.Hard);
        }

        flow.Acquire(in _tried, new AcquireOptions(Kind: AcquireKind.Try));
        flow.Acquire(in _inner);
    }

    private IEnumerable<string> Orders() => _checker.Snapshot().Dependencies.Select(step => $"{step.From} -> {step.To}");
}
