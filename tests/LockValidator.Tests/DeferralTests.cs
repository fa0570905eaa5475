using System.Runtime.CompilerServices;

namespace LockValidator.Tests;

public sealed class DeferralTests
{
    [Fact]
    public void It_runs_at_once_where_nothing_is_held()
    {
        using var run = new FlowRun();
        bool ran = false;

        run.As("flow", () =>
        {
            Deferral.AfterRelease(() => ran = true);
            ran.Should().BeTrue();
        });
    }

    [Fact]
    public void It_runs_on_the_same_thread_after_the_exit_that_leaves_nothing_held()
    {
        using var run = new FlowRun();
        var (a, b) = (new ValidatedLock("a"), new ValidatedSpinLock("b"));
        int thread = 0;

        run.As("flow", () =>
        {
            a.Enter();
            a.Enter();
            using (b.EnterScope())
            {
                Deferral.AfterRelease(() =>
                {
                    thread = Environment.CurrentManagedThreadId;
                    (a.IsHeldByCurrentThread || b.IsHeld).Should().BeFalse("the real locks are free by now");
                });
            }

            a.Exit();
            thread.Should().Be(0, "a is still held once");
            a.Exit();
            thread.Should().Be(Environment.CurrentManagedThreadId);
        });
    }

    [Fact]
    public void It_runs_after_a_read_section()
    {
        using var run = new FlowRun();
        var domain = new RcuDomain("domain");
        bool ran = false;

        run.As("flow", () =>
        {
            using (domain.Read())
            {
                Deferral.AfterRelease(() =>
                {
                    domain.Synchronize();
                    ran = true;
                });
                ran.Should().BeFalse();
            }

            ran.Should().BeTrue();
        });

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void It_runs_in_the_order_of_the_calls()
    {
        using var run = new FlowRun();
        var a = new ValidatedLock("a");
        var ran = new List<int>();

        run.As("flow", () =>
        {
            using (a.EnterScope())
            {
                for (int i = 0; i < 5; i++)
                {
                    int number = i;
                    Deferral.AfterRelease(() => ran.Add(number));
                }
            }
        });

        ran.Should().Equal(0, 1, 2, 3, 4);
    }

    [Fact]
    public void What_an_action_puts_off_comes_after_what_was_put_off_before()
    {
        using var run = new FlowRun();
        var a = new ValidatedLock("a");
        var ran = new List<string>();

        run.As("flow", () =>
        {
            using (a.EnterScope())
            {
                Deferral.AfterRelease(() =>
                {
                    using (a.EnterScope())
                    {
                        Deferral.AfterRelease(() => ran.Add("from within"));
                    }

                    ran.Add("first");
                });
                Deferral.AfterRelease(() => ran.Add("second"));
            }
        });

        ran.Should().Equal("first", "second", "from within");
    }

    [Fact]
    public void It_runs_when_an_exception_leaves_the_scope()
    {
        using var run = new FlowRun();
        var a = new ValidatedLock("a");
        bool ran = false;

        run.As("flow", () =>
        {
            Action throwing = () =>
            {
                using (a.EnterScope())
                {
                    Deferral.AfterRelease(() => ran = true);
                    throw new InvalidOperationException();
                }
            };
            throwing.Should().Throw<InvalidOperationException>();
        });

        ran.Should().BeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_breaks_the_edge_that_a_direct_call_makes(bool direct)
    {
        using var run = new FlowRun();
        var (a, b) = (new ValidatedLock("a"), new ValidatedLock("b"));
        Action takeB = () =>
        {
            using (b.EnterScope())
            {
            }
        };

        run.As("b then a", () =>
        {
            using (b.EnterScope())
            {
                using (a.EnterScope())
                {
                }
            }
        });
        run.As("a, and work that takes b", () =>
        {
            using (a.EnterScope())
            {
                if (direct)
                {
                    takeB();
                }
                else
                {
                    Deferral.AfterRelease(takeB);
                }
            }
        });

        run.Kinds.Should().Equal(direct ? [ViolationKind.CircularDependency] : []);
    }

    [Fact]
    public void It_runs_on_the_pool_where_the_flow_ends_with_a_lock_held()
    {
        using var run = new FlowRun();
        var a = new ValidatedLock("a");
        using var ran = new ManualResetEventSlim();

        bool onPool = false;
        RealThreads.Run(() => run.As("flow", () =>
        {
            a.Enter();
            Deferral.AfterRelease(() =>
            {
                onPool = Thread.CurrentThread.IsThreadPoolThread;
                ran.Set();
            });
        }));

        ran.Wait(RealThreads.Limit).Should().BeTrue();
        onPool.Should().BeTrue("the lock is still really held on the flow's own thread");
        run.Kinds.Should().Equal(ViolationKind.HeldAtFlowEnd);
    }

    [Fact]
    public void It_runs_on_the_pool_where_the_thread_ends_with_a_lock_held()
    {
        using var ran = new ManualResetEventSlim();

        EndAThreadThatHoldsALock(ran.Set);

        DateTime end = DateTime.UtcNow + RealThreads.Limit;
        while (!ran.Wait(TimeSpan.FromMilliseconds(1)) && DateTime.UtcNow < end)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        ran.IsSet.Should().BeTrue();
    }

    [Fact]
    public void With_validation_off_it_never_runs_before_the_call_returns() =>
        OffMode.Call<bool>(typeof(DeferralTests), nameof(RunsOnThePoolAlthoughNothingIsHeld)).Should().BeTrue();

    internal static bool RunsOnThePoolAlthoughNothingIsHeld()
    {
        bool onPool = false;
        using var ran = new ManualResetEventSlim();
        RealThreads.Run(() =>
        {
            Deferral.AfterRelease(() =>
            {
                onPool = Thread.CurrentThread.IsThreadPoolThread;
                ran.Set();
            });
            ran.Wait(RealThreads.Limit).Should().BeTrue();
        });
        return onPool;
    }

    /// <summary>Not inlined, so that nothing on the caller's stack keeps the flow alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void EndAThreadThatHoldsALock(Action deferred) => RealThreads.Run(() =>
    {
        new ValidatedLock("left behind").Enter();
        Deferral.AfterRelease(deferred);
    });
}
