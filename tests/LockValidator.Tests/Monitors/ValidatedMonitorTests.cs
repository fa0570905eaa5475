namespace LockValidator.Tests;

public sealed class ValidatedMonitorTests
{
    [Fact]
    public void A_wait_releases_every_level_and_takes_them_again()
    {
        using var run = new FlowRun();
        object gate = new();
        bool pulsed = false;
        using var waits = new ManualResetEventSlim();

        RealThreads.Run(
            () => run.As("waiter", () =>
            {
                ValidatedMonitor.Enter(gate);
                ValidatedMonitor.Enter(gate);
                waits.Set();
                while (!pulsed)
                {
                    ValidatedMonitor.Wait(gate, RealThreads.Limit).Should().BeTrue();
                }

                LockFlow.Current.Held.Should().ContainSingle().Which.Count.Should().Be(2);
                ValidatedMonitor.Exit(gate);
                ValidatedMonitor.Exit(gate);
                LockFlow.Current.Held.Should().BeEmpty();
            }),
            () => run.As("pulser", () =>
            {
                waits.Wait(RealThreads.Limit).Should().BeTrue();
                using (ValidatedMonitor.EnterScope(gate))
                {
                    pulsed = true;
                    ValidatedMonitor.PulseAll(gate);
                }
            }));

        run.Kinds.Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_wait_for_the_outer_of_two_locks_is_reported_and_for_the_inner_accepted(bool outer)
    {
        using var run = new FlowRun();
        object a = new(), b = new List<int>();

        run.As("flow", () =>
        {
            using (ValidatedMonitor.EnterScope(a))
            {
                using (ValidatedMonitor.EnterScope(b))
                {
                    ValidatedMonitor.Wait(outer ? a : b, 0).Should().BeFalse();
                }
            }
        });

        run.Kinds.Should().Equal(outer ? [ViolationKind.CircularDependency] : []);
    }

    [Fact]
    public void A_wait_without_the_lock_throws_and_is_reported()
    {
        using var run = new FlowRun();
        object gate = new();

        run.As("flow", () => gate.Invoking(it => ValidatedMonitor.Wait(it, 0)).Should().Throw<SynchronizationLockException>());

        run.Kinds.Should().Equal(ViolationKind.UnbalancedRelease);
    }

    [Fact]
    public void An_object_is_named_by_its_type_and_the_place_where_it_was_locked_first()
    {
        string name = ValidatedMonitor.MapOf(new Account()).Class!.Name;

        name.Should().Contain(nameof(Account)).And.Contain(nameof(An_object_is_named_by_its_type_and_the_place_where_it_was_locked_first)).And.Contain("ValidatedMonitorTests.cs:");
    }

    [Fact]
    public void An_object_keeps_its_class_wherever_it_is_locked_later()
    {
        var account = new Account();
        LockMap first = ValidatedMonitor.MapOf(account);

        LockMap second = ValidatedMonitor.MapOf(account);

        second.Should().Be(first);
        second.Class.Should().BeSameAs(first.Class);
    }

    [Fact]
    public void Objects_of_one_place_are_one_class_and_those_that_meet_in_a_helper_are_not()
    {
        LockClass[] same = [.. Enumerable.Range(0, 2).Select(_ => ThroughHelper(new object()))];
        LockClass other = ThroughHelper(new object());

        same[1].Should().BeSameAs(same[0]);
        other.Should().NotBeSameAs(same[0]);
        ThroughHelper(new Account()).Should().NotBeSameAs(other);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static LockClass ThroughHelper(object gate)
    {
        using (ValidatedMonitor.EnterScope(gate))
        {
            return ValidatedMonitor.MapOf(gate).Class!;
        }
    }

    private sealed class Account;
}
