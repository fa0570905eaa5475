using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

/// <summary>A fair reader in a context waits behind a writer, and so for any holder, readers too.</summary>
public sealed class FairReaderTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_that_interrupts_a_reader_of_the_same_class_is_found_whichever_came_first(bool inContextFirst)
    {
        Violations(LockMode.Shared, inContextFirst).Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.UsageInversion);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_recursive_one_may_interrupt_a_reader_of_the_same_class(bool inContextFirst)
    {
        Violations(LockMode.SharedRecursive, inContextFirst).Should().BeEmpty();
    }

    [Fact]
    public void An_order_from_a_reader_of_its_class_to_one_that_the_context_can_interrupt_names_the_context()
    {
        using var checker = new LockChecker();
        var flow = new LockFlow(checker, "flow");
        var safe = new LockMap(new LockClass("safe", LockKind.RawSpin));
        var unsafe_ = new LockMap(new LockClass("unsafe", LockKind.RawSpin));
        Take(flow, in unsafe_, LockMode.Exclusive);
        flow.Enter(InterruptContext.Soft);
        Take(flow, in safe, LockMode.Shared);
        flow.Leave(InterruptContext.Soft);
        flow.Disable(InterruptContext.Soft);
        flow.Acquire(in safe, new AcquireOptions(LockMode.Shared));
        Take(flow, in unsafe_, LockMode.Exclusive);
        flow.Release(in safe);

        Violation found = checker.Violations.Single(v => v.Kind == ViolationKind.SafeToUnsafeOrder);
        found.Usage!.Context.Should().Be(InterruptContext.Soft.Name);
        found.Usage.Safe.Name.Should().Be("safe");
        checker.Statistics.InternalFailures.Should().Be(0);
    }

    private static IReadOnlyList<Violation> Violations(LockMode inContext, bool inContextFirst)
    {
        using var checker = new LockChecker();
        var flow = new LockFlow(checker, "flow");
        var map = new LockMap(new LockClass("table", LockKind.RawSpin));
        for (int i = 0; i < 2; i++)
        {
            if (inContextFirst == (i == 0))
            {
                flow.Enter(InterruptContext.Soft);
                Take(flow, in map, inContext);
                flow.Leave(InterruptContext.Soft);
            }
            else
            {
                Take(flow, in map, LockMode.Shared);
            }
        }

        checker.Statistics.InternalFailures.Should().Be(0);
        return checker.Violations;
    }

    private static void Take(LockFlow flow, in LockMap map, LockMode mode)
    {
        flow.Acquire(in map, new AcquireOptions(mode));
        flow.Release(in map);
    }
}
