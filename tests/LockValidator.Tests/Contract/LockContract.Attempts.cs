// Over 300 lines: one contract, of attempts that may fail, which every lock keeps; its cases are read against each other.
namespace LockValidator.Tests;

/// <content>What does not come about, or goes wrong.</content>
public abstract partial class LockContract
{
    [Fact]
    public void Under_policy_throw_nothing_is_taken()
    {
        using FlowRun run = FlowRun.Throwing(ViolationKind.CircularDependency);
        var (a, b) = (MakeProved("a"), MakeProved("b"));

        run.As("first", () => Nest(a, b));
        run.As("second", () =>
        {
            b.Enter();
            a.Invoking(gate => gate.Enter()).Should().Throw<LockViolationException>();
            HeldInstances().Should().ContainSingle();
            b.Exit();
        });

        // Free: another thread gets it.
        RealThreads.Run(() => run.As("third", () => Use(a)));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(-1, true)]
    public void An_attempt_makes_an_order_only_if_it_waits(int milliseconds, bool waits)
    {
        using var run = new FlowRun();
        var (a, b) = (MakeProved("a"), MakeProved("b"));
        run.As("first", () => Nest(a, b));

        run.As("second", () =>
        {
            b.Enter();
            a.TryEnter(milliseconds).Should().BeTrue();
            a.Exit();
            b.Exit();
        });

        run.Kinds.Should().Equal(waits && a.HasTimeouts ? [ViolationKind.CircularDependency] : []);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_failed_attempt_leaves_nothing_held(int milliseconds)
    {
        using var run = new FlowRun();
        LockUnderTest a = MakeProved("a");
        using var held = new ManualResetEventSlim();
        using var tried = new ManualResetEventSlim();

        RealThreads.Run(
            () => run.As("holder", () =>
            {
                a.Enter();
                held.Set();
                tried.Wait(RealThreads.Limit).Should().BeTrue();
                a.Exit();
            }),
            () => run.As("other", () =>
            {
                held.Wait(RealThreads.Limit).Should().BeTrue();
                a.TryEnter(milliseconds).Should().BeFalse();
                LockFlow.Current.Held.Should().BeEmpty();
                tried.Set();
            }));

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void Taking_it_twice_is_counted_or_reported()
    {
        using var run = new FlowRun();
        LockUnderTest a = MakeProved("a");

        run.As("flow", () =>
        {
            a.Enter();
            if (a.IsReentrant)
            {
                a.Enter();
                LockFlow.Current.Held.Should().ContainSingle().Which.Count.Should().Be(2);
                a.Exit();
            }
            else if (a.RecursionException is { } expected)
            {
                a.Invoking(gate => gate.Enter()).Should().Throw<Exception>().Which.Should().BeOfType(expected);
            }
            else if (a.HasTimeouts)
            {
                a.TryEnter(1).Should().BeFalse("it would wait for itself");
            }
            else
            {
                using var cancellation = new CancellationTokenSource();
                using IDisposable subscription = run.Checker.AddReporter(new Callback(_ => cancellation.CancelAsync()));
                a.Invoking(gate => gate.Enter(cancellation.Token)).Should().Throw<OperationCanceledException>();
            }

            HeldInstances().Should().ContainSingle();
            a.Exit();
            LockFlow.Current.Held.Should().BeEmpty();
        });

        run.Kinds.Should().Equal(a.IsReentrant ? [] : [ViolationKind.Recursion]);
        RealThreads.Run(() => run.As("later", () => Use(a)));
    }

    [Fact]
    public void A_release_by_another_thread_is_reported_where_the_lock_belongs_to_a_thread()
    {
        using var run = new FlowRun();
        LockUnderTest a = MakeProved("a");
        using var held = new ManualResetEventSlim();
        using var exited = new ManualResetEventSlim();

        RealThreads.Run(
            () => run.As("owner", () =>
            {
                a.Enter();
                held.Set();
                exited.Wait(RealThreads.Limit).Should().BeTrue();
                if (a.IsThreadAffine)
                {
                    a.Exit();
                }
            }),
            () => run.As("stranger", () =>
            {
                held.Wait(RealThreads.Limit).Should().BeTrue();
                if (a.IsThreadAffine)
                {
                    a.Invoking(gate => gate.Exit()).Should().Throw<Exception>().Which.Should().BeOfType(a.ReleaseException);
                }
                else
                {
                    a.Exit();
                }

                exited.Set();
            }));

        if (a.IsThreadAffine)
        {
            Violation found = run.Checker.Violations.Should().ContainSingle().Subject;
            found.Kind.Should().Be(ViolationKind.UnbalancedRelease);
            found.Flow.Should().Be("stranger");
            found.OtherFlow.Should().Be("owner");
        }
        else
        {
            run.Kinds.Should().BeEmpty();
        }
    }

    [Fact]
    public void A_release_of_what_is_not_held_throws_as_the_original_does()
    {
        using var run = new FlowRun();
        LockUnderTest a = Make("a");

        run.As("flow", () =>
        {
            if (a.IsThreadAffine)
            {
                a.Invoking(gate => gate.Exit()).Should().Throw<Exception>().Which.Should().BeOfType(a.ReleaseException);
            }
            else
            {
                a.Exit();
            }
        });

        run.Kinds.Should().Equal(a.IsThreadAffine ? [ViolationKind.UnbalancedRelease] : []);
    }

    [Fact]
    public void An_interrupted_wait_leaves_nothing_held()
    {
        using var run = new FlowRun();
        LockUnderTest a = MakeProved("a");
        if (!a.IsInterruptible)
        {
            return;
        }

        using var ready = new Barrier(2);
        Thread? waiter = null;
        RealThreads.Run(
            () => run.As("holder", () =>
            {
                a.Enter();
                ready.SignalAndWait(RealThreads.Limit).Should().BeTrue();
                waiter!.Interrupt();
                waiter.Join(RealThreads.Limit).Should().BeTrue();
                a.Exit();
            }),
            () =>
            {
                waiter = Thread.CurrentThread;
                run.As("waiter", () =>
                {
                    ready.SignalAndWait(RealThreads.Limit).Should().BeTrue();
                    a.Invoking(gate => gate.Enter()).Should().Throw<ThreadInterruptedException>();
                    LockFlow.Current.Held.Should().BeEmpty();
                });
            });

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void An_interruption_while_our_own_work_is_done_comes_out_at_the_next_wait_of_the_program()
    {
        const int Rounds = 50;
        using var run = new FlowRun();
        RealThreads.RunTogether(2, number => run.As($"thread {number}", () =>
        {
            Thread.CurrentThread.Interrupt();
            for (int i = 0; i < Rounds; i++)
            {
                // New classes each time: every step takes the slow path, where the two threads meet at the checker's own lock.
                var (a, b) = (Make($"a{number}.{i}"), Make($"b{number}.{i}"));
                if (a.IsAlwaysAWait)
                {
                    a.Invoking(gate => gate.Enter()).Should().Throw<ThreadInterruptedException>("that is what the original does");
                    LockFlow.Current.Held.Should().BeEmpty();
                    Thread.CurrentThread.Interrupt();
                }
                else
                {
                    Nest(a, b);
                }
            }

            using var never = new ManualResetEventSlim();
            never.Invoking(wait => wait.Wait(RealThreads.Limit)).Should().Throw<ThreadInterruptedException>();
        }));

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void A_cancelled_wait_leaves_nothing_held()
    {
        using var run = new FlowRun();
        LockUnderTest a = MakeProved("a");
        using var cancellation = new CancellationTokenSource();
        using var held = new ManualResetEventSlim();
        using var done = new ManualResetEventSlim();

        RealThreads.Run(
            () => run.As("holder", () =>
            {
                a.Enter();
                held.Set();
                done.Wait(RealThreads.Limit).Should().BeTrue();
                a.Exit();
            }),
            () => run.As("waiter", () =>
            {
                held.Wait(RealThreads.Limit).Should().BeTrue();
                try
                {
                    cancellation.Cancel();
                    a.Enter(cancellation.Token).Should().BeFalse("either it throws or there is no cancellation");
                }
                catch (OperationCanceledException)
                {
                }

                LockFlow.Current.Held.Should().BeEmpty();
                done.Set();
            }));

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void To_dispose_it_while_it_is_held_is_refused_or_reported()
    {
        using var run = new FlowRun();
        LockUnderTest a = MakeProved("a");
        bool refused = false, disposable = false;

        run.As("flow", () =>
        {
            a.Enter();
            try
            {
                disposable = a.Dispose();
            }
            catch (SynchronizationLockException)
            {
                refused = true;
                a.Exit();
            }
        });

        if (disposable)
        {
            run.Kinds.Should().Contain(ViolationKind.HeldLockDestroyed);
        }
        else if (refused)
        {
            run.Kinds.Should().BeEmpty("the original said it");
        }
    }
}
