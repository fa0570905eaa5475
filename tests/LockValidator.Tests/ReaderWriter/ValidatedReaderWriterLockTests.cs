namespace LockValidator.Tests;

public sealed class ValidatedReaderWriterLockTests
{
    [Fact]
    public void To_become_the_writer_while_a_reader_is_reported_and_refused()
    {
        using var run = new FlowRun();
        var gate = new ValidatedReaderWriterLock("gate");

        run.As("flow", () =>
        {
            gate.EnterReadLock();
            gate.Invoking(it => it.EnterWriteLock()).Should().Throw<LockRecursionException>();
            LockFlow.Current.Held.Should().ContainSingle();
            gate.ExitReadLock();
            LockFlow.Current.Held.Should().BeEmpty();
        });

        run.Kinds.Should().Equal(ViolationKind.Recursion);
    }

    [Theory]
    [InlineData(LockRecursionPolicy.NoRecursion)]
    [InlineData(LockRecursionPolicy.SupportsRecursion)]
    public void To_become_the_writer_by_an_upgrade_is_accepted(LockRecursionPolicy policy)
    {
        using var run = new FlowRun();
        var gate = new ValidatedReaderWriterLock(policy, "gate");

        run.As("flow", () =>
        {
            gate.EnterUpgradeableReadLock();
            gate.EnterReadLock();
            gate.ExitReadLock();
            gate.EnterWriteLock();
            gate.ExitWriteLock();
            gate.ExitUpgradeableReadLock();
            LockFlow.Current.Held.Should().BeEmpty();
        });

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void A_writer_who_may_enter_again_may_enter_any_side()
    {
        using var run = new FlowRun();
        var gate = new ValidatedReaderWriterLock(LockRecursionPolicy.SupportsRecursion, "gate");

        run.As("upgrades", () =>
        {
            gate.EnterUpgradeableReadLock();
            gate.EnterWriteLock();
            gate.ExitWriteLock();
            gate.ExitUpgradeableReadLock();
        });
        run.As("writes", () =>
        {
            gate.EnterWriteLock();
            gate.EnterUpgradeableReadLock();
            gate.EnterUpgradeableReadLock();
            gate.EnterReadLock();
            gate.EnterWriteLock();
            gate.ExitWriteLock();
            gate.ExitReadLock();
            gate.ExitUpgradeableReadLock();
            gate.ExitUpgradeableReadLock();
            gate.ExitWriteLock();
            LockFlow.Current.Held.Should().BeEmpty();
        });

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void A_reader_and_a_writer_in_two_orders_are_reported()
    {
        using var run = new FlowRun();
        var (a, b) = (new ValidatedReaderWriterLock("a"), new ValidatedLock("b"));

        run.As("reads first", () =>
        {
            a.EnterReadLock();
            b.Enter();
            b.Exit();
            a.ExitReadLock();
        });
        run.As("writes second", () =>
        {
            b.Enter();
            a.EnterWriteLock();
            a.ExitWriteLock();
            b.Exit();
        });

        run.Kinds.Should().Equal(ViolationKind.CircularDependency);
    }

    [Fact]
    public void To_release_a_side_that_is_not_held_is_reported_and_the_other_stays_held()
    {
        using var run = new FlowRun();
        var gate = new ValidatedReaderWriterLock("gate");

        run.As("flow", () =>
        {
            gate.EnterReadLock();
            gate.Invoking(it => it.ExitWriteLock()).Should().Throw<SynchronizationLockException>();
            LockFlow.Current.Held.Should().ContainSingle().Which.Mode.Should().Be(LockMode.Shared);
            gate.ExitReadLock();
            LockFlow.Current.Held.Should().BeEmpty();
        });

        run.Kinds.Should().Equal(ViolationKind.ReadWriteMix);
    }
}
