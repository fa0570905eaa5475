namespace LockValidator.Tests;

/// <summary>Real threads that really wait for each other, and are told apart by the clock that is moved by hand.</summary>
public sealed class LiveDeadlockTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    private readonly HandClock _clock = new();

    public static TheoryData<string> Kinds => ["lock", "timed lock", "monitor", "writer", "mutex", "semaphore", "async lock"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Threads_that_wait_for_each_other_are_reported_and_one_can_be_interrupted(string kind)
    {
        using LockChecker checker = NewChecker(static stuck => stuck[0]);
        (TwoSides first, TwoSides second) = (TwoSides.Of(kind, "first"), TwoSides.Of(kind, "second"));
        using var meet = new Barrier(2);
        int interrupted = 0;
        RealThreads.Run(
            () => Cross(checker, "one", first, second, meet, ref interrupted),
            () => Cross(checker, "two", second, first, meet, ref interrupted),
            () =>
            {
                Until(() => checker.WaitsOfAllFlows().Count == 2);
                _clock.Advance(2 * s_limit);
            });

        Violation found = checker.Violations.Where(static v => v.Verdict == Verdict.ObservedLive).Should().ContainSingle().Subject;
        found.Kind.Should().Be(ViolationKind.LiveDeadlock);
        found.Waits.Select(static wait => wait.Flow).Should().BeEquivalentTo("one", "two");
        found.Waits.Should().OnlyContain(static wait => wait.Held.Count == 1 && wait.Waiting.Position.Frames.Count > 0);
        interrupted.Should().Be(1);
        checker.WaitsOfAllFlows().Should().BeEmpty();
        checker.Statistics.InternalFailures.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_thread_that_waits_for_one_that_works_is_in_no_deadlock(string kind)
    {
        using LockChecker checker = NewChecker(static stuck => stuck[0]);
        (TwoSides outer, TwoSides inner) = (TwoSides.Of(kind, "outer"), TwoSides.Of(kind, "inner"));
        using var taken = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        RealThreads.Run(
            () => On(checker, "worker", () =>
            {
                inner.Enter();
                taken.Set();
                go.Wait(RealThreads.Limit).Should().BeTrue();
                inner.Exit();
            }),
            () => On(checker, "waiter", () =>
            {
                taken.Wait(RealThreads.Limit).Should().BeTrue();
                outer.Enter();
                inner.Enter();
                inner.Exit();
                outer.Exit();
            }),
            () =>
            {
                Until(() => checker.WaitsOfAllFlows().Count == 1);
                _clock.Advance(20 * s_limit);
                go.Set();
            });

        checker.Violations.Should().NotContain(static v => v.FailsBuilds);
        checker.WaitsOfAllFlows().Should().BeEmpty();
    }

    [Fact]
    public void A_queue_of_threads_that_moves_is_neither_deadlock_nor_stall()
    {
        const int Waiters = 4;
        using LockChecker checker = NewChecker(static stuck => stuck[0], stalls: true);
        var gate = new ValidatedLock("gate");
        using var turn = new SemaphoreSlim(0);
        int done = 0;
        Action[] threads =
        [
            .. Enumerable.Range(0, Waiters).Select<int, Action>(i => () => On(checker, $"thread {i}", () =>
            {
                using (gate.EnterScope())
                {
                    turn.Wait(RealThreads.Limit).Should().BeTrue();
                }

                Interlocked.Increment(ref done);
            })),
            () =>
            {
                for (int i = 1; i <= Waiters; i++)
                {
                    // All that are left but the one that has it.
                    Until(() => checker.WaitsOfAllFlows().Count == Waiters - i && Volatile.Read(ref done) == i - 1);
                    _clock.Advance(s_limit);
                    turn.Release();
                }
            },
        ];
        RealThreads.Run(threads);

        checker.Violations.Should().BeEmpty();
    }

    [Fact]
    public void A_thread_that_waits_behind_one_that_keeps_the_lock_is_reported_with_its_holder()
    {
        using LockChecker checker = NewChecker(static stuck => stuck[0], stalls: true);
        var gate = new ValidatedLock("gate");
        using var taken = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        RealThreads.Run(
            () => On(checker, "holder", () =>
            {
                using (gate.EnterScope())
                {
                    taken.Set();
                    go.Wait(RealThreads.Limit).Should().BeTrue();
                }
            }),
            () => On(checker, "waiter", () =>
            {
                taken.Wait(RealThreads.Limit).Should().BeTrue();
                gate.Enter();
                gate.Exit();
            }),
            () =>
            {
                Until(() => checker.WaitsOfAllFlows().Count == 1);
                _clock.Advance(4 * s_limit);
                go.Set();
            });

        Violation found = checker.Violations.Should().ContainSingle().Subject;
        found.Should().BeEquivalentTo(new { Kind = ViolationKind.WaitTooLong, Flow = "waiter", OtherFlow = "holder" });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_thread_that_joins_one_that_needs_its_lock_is_in_a_deadlock(bool needs)
    {
        using LockChecker checker = NewChecker(static stuck => stuck.FirstOrDefault(static wait => wait.Waiting.Class.Kind == LockKind.Sleeping));
        var gate = new ValidatedLock("gate");
        using var go = new ManualResetEventSlim();
        int interrupted = 0;
        Thread? child = null;
        RealThreads.Run(
            () =>
            {
                using LockScope scope = LockScope.Begin(checker);
                using (gate.EnterScope())
                {
                    child = ValidatedThread.Create(() =>
                    {
                        if (needs)
                        {
                            Interrupted(gate.Enter, ref interrupted);
                        }
                        else
                        {
                            go.Wait(RealThreads.Limit).Should().BeTrue();
                        }
                    });
                    child.IsBackground = true;
                    child.Start();
                    child.ValidatedJoin(RealThreads.Limit).Should().BeTrue();
                }
            },
            () =>
            {
                Until(() => checker.WaitsOfAllFlows().Count == (needs ? 2 : 1));
                _clock.Advance(2 * s_limit);
                go.Set();
            });

        checker.Violations.Count(static v => v.Verdict == Verdict.ObservedLive).Should().Be(needs ? 1 : 0);
        interrupted.Should().Be(needs ? 1 : 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Async_flows_that_await_each_others_locks_are_reported(bool crossed)
    {
        using LockChecker checker = NewChecker(static stuck => null);
        var first = new ValidatedAsyncLock("first");
        var second = new ValidatedAsyncLock("second");
        using var give = new CancellationTokenSource();
        var oneHas = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var twoHas = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LockScope scope = LockScope.Begin(checker);
        Task one = Task.Run(() => TakeBoth(first, second, oneHas, twoHas.Task, give.Token));
        Task two = Task.Run(() => TakeBoth(second, crossed ? first : new ValidatedAsyncLock("third"), twoHas, oneHas.Task, give.Token));
        Until(() => checker.WaitsOfAllFlows().Count == 2 || (!crossed && two.IsCompleted && one.IsCompleted));
        _clock.Advance(2 * s_limit);
        await give.CancelAsync();
        await Task.WhenAll(one, two).WaitAsync(RealThreads.Limit);

        checker.Violations.Count(static v => v.Verdict == Verdict.ObservedLive).Should().Be(crossed ? 1 : 0);
        checker.WaitsOfAllFlows().Should().BeEmpty();
    }

    private static async Task TakeBoth(ValidatedAsyncLock outer, ValidatedAsyncLock inner, TaskCompletionSource has, Task otherHas, CancellationToken give)
    {
        using (await outer.LockAsync(CancellationToken.None))
        {
            has.SetResult();
            await otherHas;
            try
            {
                using (await inner.LockAsync(give))
                {
                }
            }
            catch (OperationCanceledException)
            {
                // As the test ends it.
            }
        }
    }

    private static void Cross(LockChecker checker, string name, TwoSides outer, TwoSides inner, Barrier meet, ref int interrupted)
    {
        using IDisposable current = new LockFlow(checker, name).MakeCurrent();
        outer.Enter();
        try
        {
            meet.SignalAndWait(RealThreads.Limit).Should().BeTrue();
            if (!Interrupted(inner.Enter, ref interrupted))
            {
                inner.Exit();
            }
        }
        finally
        {
            outer.Exit();
        }
    }

    private static bool Interrupted(Action enter, ref int interrupted)
    {
        try
        {
            enter();
            return false;
        }
        catch (ThreadInterruptedException)
        {
            Interlocked.Increment(ref interrupted);
            return true;
        }
    }

    private static void On(LockChecker checker, string name, Action work)
    {
        using IDisposable current = new LockFlow(checker, name).MakeCurrent();
        work();
    }

    private static void Until(Func<bool> isSo) => SpinWait.SpinUntil(isSo, RealThreads.Limit).Should().BeTrue();

    private LockChecker NewChecker(Func<IReadOnlyList<LockWait>, LockWait?> victim, bool stalls = false) => new(new LockCheckerOptions
    {
        Clock = _clock,
        DeadlockLimit = s_limit,
        StallLimit = stalls ? 2 * s_limit : null,
        ChooseVictim = victim,
    });
}
