namespace LockValidator.Tests;

/// <summary>A thread waits for a thing with a lock held that the code which completes it needs: it is a deadlock while it lasts.</summary>
public sealed class LiveWaitTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    private readonly HandClock _clock = new();

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (string kind in new[] { "manual event", "auto event", "countdown", "barrier", "lazy", "static constructor", "registration" })
            {
                cases.Add(kind, true);
                cases.Add(kind, false);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_waited_for_and_its_completer_are_in_a_deadlock_if_it_needs_a_lock_of_the_waiter(string kind, bool needs)
    {
        using LockChecker checker = new(new LockCheckerOptions
        {
            Clock = _clock,
            DeadlockLimit = s_limit,
            ChooseVictim = static stuck => stuck.FirstOrDefault(static wait => wait.Waiting.Class.Kind == LockKind.Sleeping),
        });
        var gate = new ValidatedLock("gate");
        var other = new ValidatedLock("other");
        using var completing = new ManualResetEventSlim();
        using var gateTaken = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        int interrupted = 0;
        (Action wait, Action complete) = Of(kind, needs, () =>
        {
            completing.Set();
            gateTaken.Wait(RealThreads.Limit).Should().BeTrue();
            try
            {
                using (needs ? gate.EnterScope() : other.EnterScope())
                {
                }

                go.Wait(RealThreads.Limit).Should().BeTrue();
            }
            catch (ThreadInterruptedException)
            {
                interrupted++;
            }
        });

        RealThreads.Run(
            () => On(checker, "completer", complete),
            () => On(checker, "waiter", () =>
            {
                completing.Wait(RealThreads.Limit).Should().BeTrue();
                using (gate.EnterScope())
                {
                    gateTaken.Set();
                    wait();
                }
            }),
            () =>
            {
                SpinWait.SpinUntil(() => checker.WaitsOfAllFlows().Count == (needs ? 2 : 1), RealThreads.Limit).Should().BeTrue();
                _clock.Advance(2 * s_limit);
                go.Set();
            });

        checker.Violations.Count(static v => v.Kind == ViolationKind.LiveDeadlock).Should().Be(needs ? 1 : 0);
        interrupted.Should().Be(needs ? 1 : 0);
        checker.WaitsOfAllFlows().Should().BeEmpty();
        checker.Statistics.InternalFailures.Should().Be(0);
    }

    [Fact]
    public void Who_runs_the_factory_itself_waits_for_nobody()
    {
        using LockChecker checker = new(new LockCheckerOptions { Clock = _clock, StallLimit = s_limit });
        int waits = -1;
        var lazy = new ValidatedLazy<int>(() => waits = checker.WaitsOfAllFlows().Count);

        On(checker, "only", () => lazy.Value.Should().Be(0));

        waits.Should().Be(0);
    }

    private static (Action Wait, Action Complete) Of(string kind, bool needs, Action completing)
    {
        switch (kind)
        {
            case "manual event":
                var manual = new ValidatedManualResetEvent(false);
                return (manual.Wait, () => Run(manual.RunAs(), completing, manual.Set));
            case "auto event":
                var auto = new ValidatedAutoResetEvent(false);
                return (() => auto.WaitOne(), () => Run(auto.RunAs(), completing, () => auto.Set()));
            case "countdown":
                var countdown = new ValidatedCountdown(1);
                return (countdown.Wait, () => Run(countdown.RunAs(), completing, () => countdown.Signal()));
            case "barrier":
                var barrier = new ValidatedBarrier(2);
                return (barrier.SignalAndWait, () => Run(barrier.RunAs(), completing, barrier.SignalAndWait));
            case "lazy":
                var lazy = new ValidatedLazy<int>(() =>
                {
                    completing();
                    return 1;
                });
                return (() => _ = lazy.Value, () => _ = lazy.Value);
            case "registration":
                var source = new CancellationTokenSource();
                ValidatedRegistration registration = ValidatedRegistration.Register(source.Token, completing);
                return (registration.Dispose, source.Cancel);
            default:
                Held.Body = completing;
                Action ensure = needs ? static () => ValidatedTypeInitializer.Ensure(typeof(Initialized<int>)) : static () => ValidatedTypeInitializer.Ensure(typeof(Initialized<long>));
                return (ensure, ensure);
        }
    }

    private static void Run(RunScope scope, Action completing, Action complete)
    {
        using (scope)
        {
            completing();
        }

        complete();
    }

    private static void On(LockChecker checker, string name, Action work)
    {
        using IDisposable current = new LockFlow(checker, name).MakeCurrent();
        work();
    }

    /// <summary>Initialised once for each type argument.</summary>
    private static class Initialized<T>
    {
        static Initialized() => ValidatedTypeInitializer.Run(typeof(Initialized<T>), static () => Held.Body());
    }

    // Not a field of the type itself: that would run its constructor first.
    private static class Held
    {
        public static Action Body { get; set; } = static () => { };
    }
}
