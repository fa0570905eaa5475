namespace LockValidator.Tests;

/// <summary>Acquisitions that may not come about: tries, time-outs, interruptions.</summary>
public sealed class ValidatedLockAttemptTests
{
    public static TheoryData<string, bool> Attempts => new()
    {
        { "TryEnter()", false },
        { "TryEnter(0)", false },
        { "TryEnter(TimeSpan.Zero)", false },
        { "TryEnter(1)", true },
        { "TryEnter(-1)", true },
        { "TryEnter(TimeSpan 1 ms)", true },
        { "TryEnter(TimeSpan infinite)", true },
    };

    [Theory]
    [MemberData(nameof(Attempts))]
    public void An_attempt_makes_an_order_only_if_it_waits(string attempt, bool waits)
    {
        using var run = new FlowRun();
        var (a, b) = (new ValidatedLock("a"), new ValidatedLock("b"));

        run.As("first", () => Nest(a, b));
        run.As("second", () =>
        {
            using (b.EnterScope())
            {
                Attempt(a, attempt).Should().BeTrue();
                a.Exit();
            }
        });

        run.Kinds.Should().Equal(waits ? [ViolationKind.CircularDependency] : []);
    }

    [Theory]
    [InlineData("TryEnter()", false)]
    [InlineData("TryEnter(0)", false)]
    [InlineData("TryEnter(TimeSpan.Zero)", false)]
    [InlineData("TryEnter(1)", true)]
    [InlineData("TryEnter(TimeSpan 1 ms)", true)]
    public void A_failed_attempt_leaves_nothing_held(string attempt, bool waits)
    {
        using var run = new FlowRun();
        var (a, b, c) = (new ValidatedLock("a"), new ValidatedLock("b"), new ValidatedLock("c"));
        using var held = new ManualResetEventSlim();
        using var tried = new ManualResetEventSlim();

        RealThreads.Run(
            () => run.As("holder", () =>
            {
                using (a.EnterScope())
                {
                    held.Set();
                    tried.Wait(RealThreads.Limit).Should().BeTrue();
                }
            }),
            () => run.As("other", () =>
            {
                held.Wait(RealThreads.Limit).Should().BeTrue();
                using (b.EnterScope())
                {
                    Attempt(a, attempt).Should().BeFalse();
                    LockFlow.Current.Held.Should().ContainSingle().Which.Class!.Name.Should().Be("b");
                    using (c.EnterScope())
                    {
                    }
                }

                tried.Set();
            }));

        run.Kinds.Should().BeEmpty();
        run.Checker.Statistics.Dependencies.Should().Be(waits ? 2 : 1, "b before c, and b before a only where it was waited for");
    }

    [Fact]
    public void An_interrupted_wait_leaves_nothing_held()
    {
        using var run = new FlowRun();
        var a = new ValidatedLock("a");
        using var ready = new Barrier(2);
        Thread? waiter = null;

        RealThreads.Run(
            () => run.As("holder", () =>
            {
                using (a.EnterScope())
                {
                    ready.SignalAndWait(RealThreads.Limit).Should().BeTrue();
                    waiter!.Interrupt();
                    waiter.Join(RealThreads.Limit).Should().BeTrue();
                }
            }),
            () =>
            {
                waiter = Thread.CurrentThread;
                run.As("waiter", () =>
                {
                    ready.SignalAndWait(RealThreads.Limit).Should().BeTrue();
                    a.Invoking(gate => gate.Enter()).Should().Throw<ThreadInterruptedException>();
                    LockFlow.Current.Held.Should().BeEmpty();
                    a.IsHeldByCurrentThread.Should().BeFalse();
                });
            });

        run.Kinds.Should().BeEmpty();
    }

    private static void Nest(ValidatedLock outer, ValidatedLock inner)
    {
        using (outer.EnterScope())
        {
            using (inner.EnterScope())
            {
            }
        }
    }

    private static bool Attempt(ValidatedLock gate, string attempt) => attempt switch
    {
        "TryEnter()" => gate.TryEnter(),
        "TryEnter(0)" => gate.TryEnter(0),
        "TryEnter(1)" => gate.TryEnter(1),
        "TryEnter(-1)" => gate.TryEnter(Timeout.Infinite),
        "TryEnter(TimeSpan.Zero)" => gate.TryEnter(TimeSpan.Zero),
        "TryEnter(TimeSpan 1 ms)" => gate.TryEnter(TimeSpan.FromMilliseconds(1)),
        "TryEnter(TimeSpan infinite)" => gate.TryEnter(Timeout.InfiniteTimeSpan),
        _ => throw new ArgumentException("Not an attempt.", nameof(attempt)),
    };
}
