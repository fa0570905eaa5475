namespace LockValidator.Tests;

/// <summary>"Holds a lock and waits for something whose completer takes it" is a cycle; "takes another" is none.</summary>
public sealed class WaitTests
{
    public static TheoryData<string> Things => ["manual event", "auto event", "countdown", "barrier", "task", "async task", "result", "all tasks", "thread", "lazy", "registration"];

    [Theory]
    [MemberData(nameof(Things))]
    public void A_wait_under_a_lock_that_the_completer_takes_is_reported(string thing)
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var gate = new ValidatedLock("gate");

        Play(thing, needed: gate, held: gate);

        scope.Violations.Select(violation => violation.Kind).Distinct().Should().Equal(ViolationKind.CircularWait);
    }

    [Theory]
    [MemberData(nameof(Things))]
    public void A_wait_under_a_lock_that_the_completer_does_not_take_is_accepted(string thing)
    {
        using var scope = LockScope.Begin(ownGraph: true);

        Play(thing, needed: new ValidatedLock("needed"), held: new ValidatedLock("held"));

        scope.Violations.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Things))]
    public void With_waits_off_a_wait_is_not_looked_at(string thing)
    {
        using var run = new FlowRun(new LockCheckerOptions { CheckWaits = false });
        var gate = new ValidatedLock("gate");
        var spin = new ValidatedSpinLock("spin");
        var lazy = new ValidatedLazy<int>(() => 7);

        run.As("flow", () =>
        {
            // The scope takes the options to the pool threads that complete things.
            using LockScope scope = LockScope.Begin(ownGraph: true);
            Play(thing, needed: gate, held: gate);
        });
        run.As("other", () =>
        {
            using (spin.EnterScope())
            {
                Task.CompletedTask.ValidatedWait();
                ValidatedTask.WaitAny(Task.CompletedTask);
                _ = lazy.Value;
            }
        });

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void A_wait_in_a_spin_lock_is_reported_whatever_it_waits_for()
    {
        using var run = new FlowRun();
        var spin = new ValidatedSpinLock("spin");

        run.As("flow", () =>
        {
            using (spin.EnterScope())
            {
                Task.CompletedTask.ValidatedWait();
            }
        });

        run.Kinds.Should().Equal(ViolationKind.BlockingNotAllowed);
    }

    [Fact]
    public void What_a_waiter_runs_inline_is_a_flow_of_its_own()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var gate = new ValidatedLock("gate");
        var map = new LockMap(new LockClass("body", LockKind.Wait), threadAffine: false);

        using (gate.EnterScope())
        {
            Completing.Run(in map, () =>
            {
                LockFlow.Current.Held.Should().ContainSingle().Which.Class!.Name.Should().Be("body");
                using (gate.EnterScope())
                {
                }
            });
        }

        scope.Violations.Select(violation => violation.Kind).Should().Equal(ViolationKind.CircularWait);
    }

    [Fact]
    public void A_value_that_is_there_is_not_waited_for()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var gate = new ValidatedLock("gate");
        var lazy = new ValidatedLazy<int>(() =>
        {
            using (gate.EnterScope())
            {
                return 7;
            }
        });
        _ = lazy.Value;

        using (gate.EnterScope())
        {
            lazy.Value.Should().Be(7);
        }

        scope.Violations.Should().BeEmpty();
    }

    /// <summary>Completes the thing with one lock taken, then waits for it, which is over at once, with the other held.</summary>
    private static void Play(string thing, ValidatedLock needed, ValidatedLock held)
    {
        void Complete()
        {
            using (needed.EnterScope())
            {
            }
        }

        async Task CompleteAsync()
        {
            await Task.Yield();
            Complete();
        }

        int Compute()
        {
            Complete();
            return 7;
        }

        void Hold(Action wait)
        {
            using (held.EnterScope())
            {
                wait();
            }
        }

        void Run(Func<RunScope> runAs, Action set)
        {
            using (runAs())
            {
                Complete();
                set();
            }
        }

        switch (thing)
        {
            case "manual event":
                using (var it = new ValidatedManualResetEvent("it"))
                {
                    Run(it.RunAs, it.Set);
                    Hold(it.Wait);
                }

                break;
            case "auto event":
                using (var it = new ValidatedAutoResetEvent(false, "it"))
                {
                    Run(it.RunAs, () => it.Set());
                    Hold(() => it.WaitOne());
                }

                break;
            case "countdown":
                using (var it = new ValidatedCountdown(1, "it"))
                {
                    Run(it.RunAs, () => it.Signal());
                    Hold(it.Wait);
                }

                break;
            case "barrier":
                using (var it = new ValidatedBarrier(1, _ => Complete(), "it"))
                {
                    it.SignalAndWait();
                    Hold(it.SignalAndWait);
                }

                break;
            case "task":
                Completed(ValidatedTask.Run(Complete, name: "it"), task => Hold(task.ValidatedWait));
                break;
            case "async task":
                Completed(ValidatedTask.Run(CompleteAsync, name: "it"), task => Hold(() => task.ValidatedGetResult()));
                break;
            case "result":
                Task<int> result = ValidatedTask.Run(Compute, name: "it");
                Completed(result, _ => Hold(() => result.ValidatedResult().Should().Be(7)));
                break;
            case "all tasks":
                Completed(ValidatedTask.Run(Complete, name: "it"), task => Hold(() => ValidatedTask.WaitAll(task, Task.CompletedTask)));
                break;
            case "thread":
                Thread thread = ValidatedThread.Create(Complete, "it");
                thread.Start();
                thread.Join(RealThreads.Limit).Should().BeTrue();
                Hold(thread.ValidatedJoin);
                break;
            case "lazy":
                var lazy = new ValidatedLazy<int>(Compute);
                Hold(() => lazy.Value.Should().Be(7));
                break;
            default:
                using (var source = new CancellationTokenSource())
                {
                    ValidatedRegistration it = ValidatedRegistration.Register(source.Token, Complete, "it");
                    source.Cancel();
                    Hold(it.Dispose);
                }

                break;
        }
    }

    private static void Completed(Task task, Action<Task> then)
    {
        ((IAsyncResult)task).AsyncWaitHandle.WaitOne(RealThreads.Limit).Should().BeTrue();
        then(task);
    }
}
