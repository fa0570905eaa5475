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

    /// <summary>What the checker does not know of: the real lock refuses what it has nothing to say of.</summary>
    [Theory]
    [InlineData(LockMode.Shared, 0)]
    [InlineData(LockMode.Exclusive, 0)]
    [InlineData(LockMode.Shared, 3)]
    [InlineData(LockMode.Exclusive, 3)]
    public void A_real_lock_that_refuses_leaves_nothing_held(LockMode mode, int walks)
    {
        using var run = new FlowRun();
        using var real = new ReaderWriterLockSlim();
        var gate = new ValidatedReaderWriterLock(real, new LockClass("gate", LockKind.ReaderWriter));

        run.As("flow", () =>
        {
            for (int i = 0; i < walks; i++)
            {
                Take(gate, mode);
                Leave(gate, mode);
            }

            real.EnterWriteLock();
            gate.Invoking(it => Take(it, mode)).Should().Throw<LockRecursionException>();
            LockFlow.Current.Held.Should().BeEmpty();
            real.ExitWriteLock();
            Take(gate, mode);
            LockFlow.Current.Held.Should().ContainSingle();
            Leave(gate, mode);
            real.Dispose();
            gate.Invoking(it => Take(it, mode)).Should().Throw<ObjectDisposedException>();
            LockFlow.Current.Held.Should().BeEmpty();
        });

        run.Kinds.Should().BeEmpty();
    }

    [Theory]
    [InlineData(LockMode.Shared)]
    [InlineData(LockMode.Exclusive)]
    public void Who_is_interrupted_while_waiting_on_a_known_chain_holds_nothing_and_the_wait_is_seen(LockMode mode)
    {
        using var run = new FlowRun(new LockCheckerOptions { DeadlockLimit = TimeSpan.FromMinutes(10) });
        var (outer, gate) = (new ValidatedLock("outer"), new ValidatedReaderWriterLock("gate"));
        using var walked = new ManualResetEventSlim();
        using var taken = new ManualResetEventSlim();
        using var over = new ManualResetEventSlim();
        Thread? waiter = null;

        RealThreads.Run(
            () => run.As("holder", () =>
            {
                walked.Wait(RealThreads.Limit).Should().BeTrue();
                gate.EnterWriteLock();
                taken.Set();
                over.Wait(RealThreads.Limit).Should().BeTrue();
                gate.ExitWriteLock();
            }),
            () => run.As("waiter", () =>
            {
                for (int i = 0; i < 3; i++)
                {
                    using (outer.EnterScope())
                    {
                        Take(gate, mode);
                        Leave(gate, mode);
                    }
                }

                walked.Set();
                taken.Wait(RealThreads.Limit).Should().BeTrue();
                Volatile.Write(ref waiter, Thread.CurrentThread);
                outer.Enter();
                gate.Invoking(it => Take(it, mode)).Should().Throw<ThreadInterruptedException>();
                over.Set();
                LockFlow.Current.Held.Select(static held => held.Class!.Name).Should().Equal("outer");
                outer.Exit();
            }),
            () =>
            {
                SpinWait.SpinUntil(() => run.Checker.WaitsOfAllFlows().Count == 1, RealThreads.Limit).Should().BeTrue();
                run.Checker.WaitsOfAllFlows()[0].Held.Should().ContainSingle().Which.Class.Name.Should().Be("outer");
                Volatile.Read(ref waiter)!.Interrupt();
            });

        run.Kinds.Should().BeEmpty();
    }

    private static void Take(ValidatedReaderWriterLock gate, LockMode mode)
    {
        if (mode == LockMode.Shared)
        {
            gate.EnterReadLock();
        }
        else
        {
            gate.EnterWriteLock();
        }
    }

    private static void Leave(ValidatedReaderWriterLock gate, LockMode mode)
    {
        if (mode == LockMode.Shared)
        {
            gate.ExitReadLock();
        }
        else
        {
            gate.ExitWriteLock();
        }
    }
}
