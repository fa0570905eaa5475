namespace LockValidator.Tests;

public sealed class ValidatedLockTests
{
    [Fact]
    public void Two_locks_in_two_orders_are_reported_although_nothing_deadlocked()
    {
        using var run = new FlowRun();
        var (a, b) = (new ValidatedLock("a"), new ValidatedLock("b"));

        run.As("first", () => Nest(a, b));
        run.As("second", () => Nest(b, a));

        Violation found = run.Checker.Violations.Should().ContainSingle().Subject;
        found.Kind.Should().Be(ViolationKind.CircularDependency);
        found.Flow.Should().Be("second");
        found.Acquiring!.Class.Name.Should().Be("a");
        found.Holding!.Class.Name.Should().Be("b");
    }

    [Fact]
    public void Two_locks_in_one_order_are_accepted()
    {
        using var run = new FlowRun();
        var (a, b) = (new ValidatedLock("a"), new ValidatedLock("b"));

        run.As("first", () => Nest(a, b));
        run.As("second", () => Nest(a, b));

        run.Kinds.Should().BeEmpty();
        run.Checker.Statistics.Dependencies.Should().Be(1);
    }

    [Fact]
    public void The_report_comes_before_the_hang()
    {
        using var run = new FlowRun();
        var (a, b) = (new ValidatedLock("a"), new ValidatedLock("b"));
        using var bothHold = new Barrier(2);
        var reported = new ManualResetEventSlim();
        using IDisposable subscription = run.Checker.AddReporter(new Callback(_ => reported.Set()));
        run.As("earlier", () => Nest(a, b));

        RealThreads.Run(
            () => run.As("one", () =>
            {
                using (a.EnterScope())
                {
                    bothHold.SignalAndWait(RealThreads.Limit).Should().BeTrue();
                    reported.Wait(RealThreads.Limit).Should().BeTrue("the other is stuck until this one lets go, and reports all the same");
                }
            }),
            () => run.As("two", () =>
            {
                using (b.EnterScope())
                {
                    bothHold.SignalAndWait(RealThreads.Limit).Should().BeTrue();
                    using (a.EnterScope())
                    {
                    }
                }
            }));

        run.Kinds.Should().Equal(ViolationKind.CircularDependency);
    }

    [Fact]
    public void Entering_again_is_accepted_and_held_until_the_last_exit()
    {
        using var run = new FlowRun();
        var a = new ValidatedLock("a");

        run.As("flow", () =>
        {
            a.Enter();
            a.Enter();
            a.TryEnter().Should().BeTrue();
            LockFlow.Current.Held.Should().ContainSingle().Which.Count.Should().Be(3);
            a.Exit();
            a.Exit();
            LockFlow.Current.Held.Should().ContainSingle();
            a.Exit();
            LockFlow.Current.Held.Should().BeEmpty();
        });

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void Entering_again_under_another_lock_makes_no_order()
    {
        using var run = new FlowRun();
        var (a, b) = (new ValidatedLock("a"), new ValidatedLock("b"));

        run.As("flow", () =>
        {
            using (a.EnterScope())
            {
                Nest(b, a);
            }
        });

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void Two_locks_of_one_site_in_both_orders_are_reported()
    {
        using var run = new FlowRun();
        ValidatedLock[] both = MakeTwo();

        run.As("first", () => Nest(both[0], both[1]));
        run.As("second", () => Nest(both[1], both[0]));

        run.Kinds.Should().Contain(ViolationKind.SameClassNesting);
    }

    [Fact]
    public void Two_locks_of_one_site_with_levels_are_accepted()
    {
        using var run = new FlowRun();
        ValidatedLock[] both = MakeTwo();

        run.As("flow", () =>
        {
            using (both[0].EnterScope())
            {
                using (both[1].EnterNested(1))
                {
                }
            }
        });

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void Levels_have_an_order_too()
    {
        using var run = new FlowRun();
        ValidatedLock[] both = MakeTwo();

        foreach ((int outer, int inner) in new[] { (0, 1), (1, 0) })
        {
            run.As($"{outer} then {inner}", () =>
            {
                using (both[outer].EnterNested(outer))
                {
                    using (both[inner].EnterNested(inner))
                    {
                    }
                }
            });
        }

        run.Kinds.Should().Equal(ViolationKind.CircularDependency);
    }

    [Fact]
    public void A_level_that_does_not_exist_is_reported()
    {
        using var run = new FlowRun();
        var a = new ValidatedLock("a");

        run.As("flow", () =>
        {
            using (a.EnterNested(8))
            {
            }
        });

        run.Kinds.Should().Contain(ViolationKind.InvalidSubclass);
    }

    [Fact]
    public void Under_policy_throw_the_lock_is_not_taken()
    {
        using FlowRun run = FlowRun.Throwing(ViolationKind.CircularDependency);
        var (a, b) = (new ValidatedLock("a"), new ValidatedLock("b"));

        run.As("first", () => Nest(a, b));
        run.As("second", () =>
        {
            using (b.EnterScope())
            {
                a.Invoking(gate => gate.Enter()).Should().Throw<LockViolationException>()
                    .Which.Violation.Kind.Should().Be(ViolationKind.CircularDependency);
                a.IsHeldByCurrentThread.Should().BeFalse();
                LockFlow.Current.Held.Should().ContainSingle();
            }
        });
    }

    [Fact]
    public void An_exit_without_an_enter_throws_as_the_original_does_and_is_reported()
    {
        using var run = new FlowRun();
        var a = new ValidatedLock("a");

        run.As("flow", () => a.Invoking(gate => gate.Exit()).Should().Throw<SynchronizationLockException>());

        run.Kinds.Should().Equal(ViolationKind.UnbalancedRelease);
    }

    [Fact]
    public void An_exit_by_another_thread_names_the_flow_that_holds_the_lock()
    {
        using var run = new FlowRun();
        var a = new ValidatedLock("a");
        using var held = new ManualResetEventSlim();
        using var exited = new ManualResetEventSlim();

        RealThreads.Run(
            () => run.As("owner", () =>
            {
                using (a.EnterScope())
                {
                    held.Set();
                    exited.Wait(RealThreads.Limit).Should().BeTrue();
                }
            }),
            () => run.As("stranger", () =>
            {
                held.Wait(RealThreads.Limit).Should().BeTrue();
                a.Invoking(gate => gate.Exit()).Should().Throw<SynchronizationLockException>();
                exited.Set();
            }));

        Violation found = run.Checker.Violations.Should().ContainSingle().Subject;
        found.Kind.Should().Be(ViolationKind.UnbalancedRelease);
        found.OtherFlow.Should().Be("owner");
    }

    [Fact]
    public void It_excludes_real_threads()
    {
        const int Threads = 4, Rounds = 5_000;
        using var run = new FlowRun();
        var (a, b) = (new ValidatedLock("a"), new ValidatedLock("b"));
        int count = 0;

        RealThreads.RunTogether(Threads, number => run.As($"thread {number}", () =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                using (a.EnterScope())
                {
                    using (b.EnterScope())
                    {
                        count++;
                    }
                }
            }
        }));

        count.Should().Be(Threads * Rounds);
        run.Kinds.Should().BeEmpty();
        run.Checker.Statistics.InternalFailures.Should().Be(0);
    }

    [Fact]
    public void A_lock_without_a_name_is_known_by_the_member_that_makes_it()
    {
        using var run = new FlowRun();
        var a = new ValidatedLock();

        run.As("flow", () =>
        {
            using (a.EnterScope())
            {
                LockFlow.Current.Held.Should().ContainSingle().Which.Class!.Name.Should()
                    .Contain(nameof(A_lock_without_a_name_is_known_by_the_member_that_makes_it)).And.Contain("ValidatedLockTests.cs");
            }
        });
    }

    private static ValidatedLock[] MakeTwo() => [.. Enumerable.Range(0, 2).Select(_ => new ValidatedLock("account"))];

    private static void Nest(ValidatedLock outer, ValidatedLock inner)
    {
        using (outer.EnterScope())
        {
            using (inner.EnterScope())
            {
            }
        }
    }
}
