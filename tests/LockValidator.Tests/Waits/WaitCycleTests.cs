namespace LockValidator.Tests;

/// <summary>Cycles through waits are a kind of their own, can be switched off, and never hide cycles of locks alone.</summary>
public sealed class WaitCycleTests
{
    [Fact]
    public void With_waits_off_an_order_of_locks_is_still_checked()
    {
        using var run = new FlowRun(new LockCheckerOptions { CheckWaits = false });
        var a = new ValidatedLock("A");
        var b = new ValidatedLock("B");

        run.As("one", () => Nest(a, b));
        run.As("two", () => Nest(b, a));

        run.Kinds.Should().Equal(ViolationKind.CircularDependency);
    }

    [Fact]
    public void A_cycle_through_a_wait_does_not_hide_one_of_locks_alone()
    {
        using var run = new FlowRun();
        var a = new ValidatedLock("A");
        var b = new ValidatedLock("B");
        var map = new LockMap(new LockClass("task", LockKind.Wait), threadAffine: false);

        run.As("waiter", () =>
        {
            using (a.EnterScope())
            {
                map.WaitFor();
            }
        });
        run.As("task", () =>
        {
            using (map.RunAs())
            using (b.EnterScope())
            {
            }
        });
        run.As("closes it", () => Nest(b, a));
        run.As("contradicts the one before", () => Nest(a, b));

        run.Kinds.Should().Equal(ViolationKind.CircularWait, ViolationKind.CircularDependency);
    }

    [Fact]
    public void A_wait_that_was_put_beside_the_order_is_told_again_when_it_is_met_again()
    {
        using var run = new FlowRun();
        var a = new ValidatedLock("A");
        var b = new ValidatedLock("B");
        var map = new LockMap(new LockClass("task", LockKind.Wait), threadAffine: false);
        void Wait()
        {
            using (a.EnterScope())
            {
                map.WaitFor();
            }
        }

        run.As("waiter", Wait);
        run.As("task", () =>
        {
            using (map.RunAs())
            using (b.EnterScope())
            {
            }
        });
        run.As("closes it", () => Nest(b, a));
        int found = run.Kinds.Count();
        run.As("waits again", () =>
        {
            using LockScope scope = LockScope.Begin();
            Wait();
            scope.Violations.Should().ContainSingle().Which.Known.Should().BeTrue();
        });

        found.Should().Be(1);
    }

    private static void Nest(ValidatedLock first, ValidatedLock second)
    {
        using (first.EnterScope())
        using (second.EnterScope())
        {
        }
    }
}
