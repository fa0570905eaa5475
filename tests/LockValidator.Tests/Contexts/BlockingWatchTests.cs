namespace LockValidator.Tests;

/// <summary>Blocking waits in code that is not instrumented, where blocking is not allowed.</summary>
public sealed class BlockingWatchTests
{
    private static readonly InterruptContext s_audioCallback = InterruptContext.Define("AUDIO-CALLBACK", WaitType.Spin);

    public static TheoryData<string> Waits => ["lock", "Lock", "semaphore", "event", "task", "join", "reader-writer lock"];

    [Theory]
    [MemberData(nameof(Waits))]
    public void A_wait_of_plain_code_under_a_spin_lock_is_reported(string wait)
    {
        using FlowRun run = Watching();
        var spin = new ValidatedSpinLock("spin");

        run.As("flow", () =>
        {
            using (spin.EnterScope())
            {
                BlockUntilNoticed(run, wait);
            }
        });

        run.Kinds.Should().Equal(ViolationKind.BlockingNotAllowed);
        run.Checker.Violations[0].WaitContext!.Limit!.Class.Name.Should().Be("spin");
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public void A_wait_of_plain_code_in_a_context_that_may_not_wait_is_reported(string wait)
    {
        using FlowRun run = Watching();

        run.As("flow", () =>
        {
            using (s_audioCallback.Enter())
            {
                BlockUntilNoticed(run, wait);
            }
        });

        run.Kinds.Should().Equal(ViolationKind.BlockingNotAllowed);
        run.Checker.Violations[0].WaitContext!.Context.Should().Be("AUDIO-CALLBACK");
        InterruptContext.UserDefined.Should().Contain(s_audioCallback).Which.Level.Should().Be(WaitType.Spin);
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public void A_wait_after_the_spin_lock_was_released_is_accepted(string wait)
    {
        using FlowRun run = Watching();
        var spin = new ValidatedSpinLock("spin");

        run.As("flow", () =>
        {
            using (spin.EnterScope())
            {
            }

            using (new ValidatedLock("sleeping").EnterScope())
            {
                Block(wait);
            }
        });

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void Without_the_option_nothing_is_put_in_the_way()
    {
        using var run = new FlowRun();
        var spin = new ValidatedSpinLock("spin");

        run.As("flow", () =>
        {
            SynchronizationContext? before = SynchronizationContext.Current;
            using (spin.EnterScope())
            {
                SynchronizationContext.Current.Should().BeSameAs(before);
                Block("event");
            }
        });

        run.Kinds.Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_context_before_is_back_after_the_last_release_in_whatever_order(bool outOfOrder)
    {
        using FlowRun run = Watching();
        ValidatedSpinLock a = new("a"), b = new("b");
        var before = new RecordingContext();

        run.As("flow", () => Under(before, () =>
        {
            bool aTaken = false, bTaken = false;
            a.Enter(ref aTaken);
            b.Enter(ref bTaken);
            (outOfOrder ? a : b).Exit();
            SynchronizationContext.Current.Should().NotBeSameAs(before);
            (outOfOrder ? b : a).Exit();
            SynchronizationContext.Current.Should().BeSameAs(before);
        }));

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void Everything_is_passed_on_to_the_context_before()
    {
        using FlowRun run = Watching();
        var spin = new ValidatedSpinLock("spin");
        var before = new RecordingContext();

        run.As("flow", () => Under(before, () =>
        {
            using (spin.EnterScope())
            {
                SynchronizationContext watching = SynchronizationContext.Current!;
                watching.Post(_ => before.Calls.Add("posted"), null);
                watching.Send(_ => before.Calls.Add("sent"), null);
                watching.OperationStarted();
                watching.OperationCompleted();
                watching.CreateCopy().Should().BeOfType<RecordingContext>();
                Block("event");
            }
        }));

        before.Calls.Should().Equal("Post", "posted", "Send", "sent", "OperationStarted", "OperationCompleted", "CreateCopy", "Wait");
        run.Kinds.Should().Equal(ViolationKind.BlockingNotAllowed);
    }

    [Fact]
    public void A_context_that_the_program_sets_meanwhile_stays()
    {
        using FlowRun run = Watching();
        var spin = new ValidatedSpinLock("spin");
        var own = new RecordingContext();

        run.As("flow", () => Under(null, () =>
        {
            using (spin.EnterScope())
            {
                SynchronizationContext.SetSynchronizationContext(own);
            }

            SynchronizationContext.Current.Should().BeSameAs(own);
        }));
    }

    [Fact]
    public void One_that_is_put_back_after_its_time_watches_nothing_and_goes()
    {
        using FlowRun run = Watching();
        var spin = new ValidatedSpinLock("spin");

        run.As("flow", () => Under(null, () =>
        {
            SynchronizationContext? kept;
            using (spin.EnterScope())
            {
                kept = SynchronizationContext.Current;
            }

            SynchronizationContext.SetSynchronizationContext(kept);
            Block("event");
            SynchronizationContext.Current.Should().BeNull();
        }));

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void What_a_wrapper_has_reported_is_not_reported_again()
    {
        using FlowRun run = Watching();
        var spin = new ValidatedSpinLock("spin");
        var sleeping = new ValidatedLock("sleeping");

        using var held = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        RealThreads.Run(
            () =>
            {
                using (sleeping.EnterScope())
                {
                    held.Set();
                    go.Wait();
                }
            },
            () =>
            {
                held.Wait();
                run.As("flow", () =>
                {
                    using (spin.EnterScope())
                    {
                        Thread waiter = Thread.CurrentThread;
                        new Thread(() =>
                        {
                            PlainWaits.UntilBlocked(waiter);
                            go.Set();
                        })
                        { IsBackground = true }.Start();
                        using (sleeping.EnterScope())
                        {
                        }
                    }
                });
            });

        run.Kinds.Should().Equal(ViolationKind.InvalidWaitContext);
    }

    private static FlowRun Watching() => new(new LockCheckerOptions { WatchBlocking = true });

    private static void Under(SynchronizationContext? context, Action body)
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            body();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>Some waits spin first, and one that gets what it spins for has not blocked.</summary>
    private static void BlockUntilNoticed(FlowRun run, string wait)
    {
        for (int i = 0; i < 20 && !run.Kinds.Any(); i++)
        {
            Block(wait);
        }
    }

    /// <summary>Plain waits that really block: whoever ends them does so when the waiter is seen to wait.</summary>
    private static void Block(string what)
    {
        var plain = new PlainWaits(what);
        var ender = new Thread(plain.HoldUntilWaitedFor) { IsBackground = true };
        ender.Start();
        plain.WaitFor(ender);
        SpinWait.SpinUntil(() => !ender.IsAlive, RealThreads.Limit).Should().BeTrue();
    }

    private sealed class RecordingContext : SynchronizationContext
    {
        public RecordingContext() => SetWaitNotificationRequired();

        public List<string> Calls { get; } = [];

        public override void Post(SendOrPostCallback d, object? state)
        {
            Calls.Add("Post");
            d(state);
        }

        public override void Send(SendOrPostCallback d, object? state)
        {
            Calls.Add("Send");
            d(state);
        }

        public override void OperationStarted() => Calls.Add("OperationStarted");

        public override void OperationCompleted() => Calls.Add("OperationCompleted");

        public override SynchronizationContext CreateCopy()
        {
            Calls.Add("CreateCopy");
            return this;
        }

        public override int Wait(IntPtr[] waitHandles, bool waitAll, int millisecondsTimeout)
        {
            Calls.Add("Wait");
            return base.Wait(waitHandles, waitAll, millisecondsTimeout);
        }
    }
}
