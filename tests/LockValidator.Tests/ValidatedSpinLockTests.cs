namespace LockValidator.Tests;

public sealed class ValidatedSpinLockTests
{
    private static readonly LockClass s_config = new("config spin lock", LockKind.Spin);

    [Fact]
    public void A_lock_that_blocks_is_reported_under_a_spin_lock()
    {
        using var run = new FlowRun();
        var (spin, gate) = (new ValidatedSpinLock("spin"), new ValidatedLock("gate"));

        run.As("flow", () =>
        {
            using (spin.EnterScope())
            {
                using (gate.EnterScope())
                {
                }
            }
        });

        run.Kinds.Should().Equal(ViolationKind.InvalidWaitContext);
    }

    [Fact]
    public void A_spin_lock_is_accepted_under_a_lock_that_blocks()
    {
        using var run = new FlowRun();
        var (spin, gate) = (new ValidatedSpinLock("spin"), new ValidatedLock("gate"));

        run.As("flow", () =>
        {
            using (gate.EnterScope())
            {
                using (spin.EnterScope())
                {
                }
            }
        });

        run.Kinds.Should().BeEmpty();
    }

    [Theory]
    [InlineData(WaitModel.RealTime, true)]
    [InlineData(WaitModel.Standard, false)]
    public void A_config_spin_lock_under_a_raw_one_is_reported_where_it_may_sleep(WaitModel model, bool reported)
    {
        using var run = new FlowRun(new LockCheckerOptions { WaitModel = model });
        var (raw, config) = (new ValidatedSpinLock("raw"), new ValidatedSpinLock(s_config));

        run.As("flow", () =>
        {
            using (raw.EnterScope())
            {
                using (config.EnterScope())
                {
                }
            }
        });

        run.Kinds.Should().Equal(reported ? [ViolationKind.InvalidWaitContext] : []);
    }

    [Fact]
    public void Two_spin_locks_in_two_orders_are_reported()
    {
        using var run = new FlowRun();
        var (a, b) = (new ValidatedSpinLock("a"), new ValidatedSpinLock("b"));

        run.As("first", () => Nest(a, b));
        run.As("second", () => Nest(b, a));

        run.Kinds.Should().Equal(ViolationKind.CircularDependency);
    }

    [Fact]
    public void Two_spin_locks_in_one_order_are_accepted()
    {
        using var run = new FlowRun();
        var (a, b) = (new ValidatedSpinLock("a"), new ValidatedSpinLock("b"));

        run.As("first", () => Nest(a, b));
        run.As("second", () => Nest(a, b));

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void Taking_it_again_is_reported_and_throws_as_the_original_does()
    {
        using var run = new FlowRun();
        var a = new ValidatedSpinLock("a");

        run.As("flow", () =>
        {
            using (a.EnterScope())
            {
                a.Invoking(gate => gate.EnterScope()).Should().Throw<LockRecursionException>();
                LockFlow.Current.Held.Should().ContainSingle().Which.Count.Should().Be(1);
            }

            LockFlow.Current.Held.Should().BeEmpty();
        });

        run.Kinds.Should().Equal(ViolationKind.Recursion);
    }

    [Fact]
    public void Taking_it_again_throws_instead_of_spinning_for_ever_under_policy_throw()
    {
        using FlowRun run = FlowRun.Throwing(ViolationKind.Recursion);
        var a = new ValidatedSpinLock(enableThreadOwnerTracking: false, "a");

        RealThreads.Run(() => run.As("flow", () =>
        {
            using (a.EnterScope())
            {
                a.Invoking(gate => gate.EnterScope()).Should().Throw<LockViolationException>();
            }

            a.IsHeld.Should().BeFalse();
        }));
    }

    [Fact]
    public void Taking_it_one_after_the_other_is_accepted()
    {
        using var run = new FlowRun();
        var a = new ValidatedSpinLock("a");

        run.As("flow", () =>
        {
            for (int i = 0; i < 2; i++)
            {
                using (a.EnterScope())
                {
                    a.IsHeldByCurrentThread.Should().BeTrue();
                }
            }
        });

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void Another_of_its_class_is_accepted_with_a_level()
    {
        using var run = new FlowRun();
        var type = new LockClass("run queue", LockKind.RawSpin);
        var (a, b) = (new ValidatedSpinLock(type), new ValidatedSpinLock(type));

        run.As("flow", () =>
        {
            using (a.EnterScope())
            {
                using (b.EnterNested(1))
                {
                }
            }
        });

        run.Kinds.Should().BeEmpty();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(Timeout.Infinite, true)]
    public void An_attempt_makes_an_order_only_if_it_waits(int milliseconds, bool waits)
    {
        using var run = new FlowRun();
        var (a, b) = (new ValidatedSpinLock("a"), new ValidatedSpinLock("b"));

        run.As("first", () => Nest(a, b));
        run.As("second", () =>
        {
            using (b.EnterScope())
            {
                bool taken = false;
                a.TryEnter(milliseconds, ref taken);
                taken.Should().BeTrue();
                a.Exit();
            }
        });

        run.Kinds.Should().Equal(waits ? [ViolationKind.CircularDependency] : []);
    }

    [Fact]
    public void A_failed_attempt_leaves_nothing_held()
    {
        using var run = new FlowRun();
        var a = new ValidatedSpinLock("a");
        using var held = new ManualResetEventSlim();
        using var tried = new ManualResetEventSlim();

        RealThreads.Run(
            () =>
            {
                run.As("holder", () =>
                {
                    using (a.EnterScope())
                    {
                        held.Set();
                        tried.Wait(RealThreads.Limit).Should().BeTrue();
                    }
                });
            },
            () => run.As("other", () =>
            {
                held.Wait(RealThreads.Limit).Should().BeTrue();
                for (int milliseconds = 0; milliseconds <= 2; milliseconds++)
                {
                    bool taken = false;
                    a.TryEnter(milliseconds, ref taken);
                    taken.Should().BeFalse();
                    LockFlow.Current.Held.Should().BeEmpty();
                }

                tried.Set();
            }));

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void An_exit_without_an_enter_throws_as_the_original_does_and_is_reported()
    {
        using var run = new FlowRun();
        var a = new ValidatedSpinLock("a");

        run.As("flow", () => a.Invoking(gate => gate.Exit()).Should().Throw<SynchronizationLockException>());

        run.Kinds.Should().Equal(ViolationKind.UnbalancedRelease);
    }

    [Fact]
    public void It_excludes_real_threads()
    {
        const int Threads = 4, Rounds = 2_000;
        using var run = new FlowRun();
        var a = new ValidatedSpinLock("a");
        int count = 0;

        RealThreads.RunTogether(Threads, number => run.As($"thread {number}", () =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                using (a.EnterScope())
                {
                    count++;
                }
            }
        }));

        count.Should().Be(Threads * Rounds);
        run.Kinds.Should().BeEmpty();
    }

    private static void Nest(ValidatedSpinLock outer, ValidatedSpinLock inner)
    {
        using (outer.EnterScope())
        {
            using (inner.EnterScope())
            {
            }
        }
    }
}
