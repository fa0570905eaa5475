namespace LockValidator.Tests;

/// <summary>What a domain has to do, whether validation is on or off: called in both copies of the assembly. Each returns "as it should be".</summary>
internal static class RcuScenarios
{
    public const string Right = "as it should be";

    private const int Rounds = 200;

    public static string SynchronizeWaitsForAnOpenSection(bool sleepable) => Play(run =>
    {
        var domain = new RcuDomain("domain", sleepable);
        for (int round = 0; round < Rounds; round++)
        {
            using var opened = new ManualResetEventSlim();
            using var waiting = new ManualResetEventSlim();
            bool left = false;
            RealThreads.Run(
                () => run("reader", () =>
                {
                    using (domain.Read())
                    {
                        opened.Set();
                        waiting.Wait(RealThreads.Limit).Should().BeTrue();
                        Thread.SpinWait(round * 10);
                        Volatile.Write(ref left, true);
                    }
                }),
                () => run("writer", () =>
                {
                    opened.Wait(RealThreads.Limit).Should().BeTrue();
                    waiting.Set();
                    domain.Synchronize();
                    Volatile.Read(ref left).Should().BeTrue();
                }));
        }

        domain.Synchronize();
        domain.OpenSections.Should().Be(0);
    });

    public static string TheWaitIsNotHeldUpByNewReaders(bool sleepable) => Play(run =>
    {
        var domain = new RcuDomain("domain", sleepable);
        Task? wait = null;
        RealThreads.Run(() => run("old and new reader", () =>
        {
            ReadScope old = domain.Read();
            RealThreads.Run(() => run("writer", () => wait = domain.SynchronizeAsync()));
            wait!.IsCompleted.Should().BeFalse("a section is open that was open before");

            ReadScope fresh = domain.Read();
            old.Dispose();
            wait.Wait(RealThreads.Limit).Should().BeTrue("the section that is open now was opened later");
            fresh.Dispose();
        }));
        domain.OpenSections.Should().Be(0);
    });

    public static string AnInnerSectionsEndDoesNotEndTheOuterOne(bool sleepable) => Play(run =>
    {
        var domain = new RcuDomain("domain", sleepable);
        Task? wait = null;
        RealThreads.Run(() => run("reader", () =>
        {
            using (domain.Read())
            {
                using (domain.Read())
                {
                    RealThreads.Run(() => run("writer", () => wait = domain.SynchronizeAsync()));
                }

                wait!.IsCompleted.Should().BeFalse();
            }

            wait.Wait(RealThreads.Limit).Should().BeTrue();
        }));
    });

    public static string ACancelledWaitHarmsNoLaterOne(bool sleepable) => Play(run =>
    {
        var domain = new RcuDomain("domain", sleepable);
        Task? later = null;
        RealThreads.Run(() => run("reader", () =>
        {
            ReadScope section = domain.Read();
            RealThreads.Run(() => run("writer", () =>
            {
                using var cancellation = new CancellationTokenSource();
                Task wait = domain.SynchronizeAsync(cancellation.Token);
                cancellation.Cancel();
                wait.Invoking(cancelled => cancelled.Wait(RealThreads.Limit)).Should().Throw<AggregateException>()
                    .WithInnerException<OperationCanceledException>();
                later = domain.SynchronizeAsync();
            }));
            later!.IsCompleted.Should().BeFalse("the section is still open");
            section.Dispose();
            later.Wait(RealThreads.Limit).Should().BeTrue();
        }));
        domain.Synchronize();
    });

    public static string CallbacksRunInOrderAfterTheSection(bool sleepable) => Play(run =>
    {
        const int Callbacks = 500;
        var domain = new RcuDomain("domain", sleepable);
        var ran = new List<int>();
        using var done = new ManualResetEventSlim();
        bool left = false, early = false;
        RealThreads.Run(() => run("reader and writer", () =>
        {
            using (domain.Read())
            {
                for (int i = 0; i < Callbacks; i++)
                {
                    int number = i;
                    domain.Call(() =>
                    {
                        early |= !Volatile.Read(ref left);
                        ran.Add(number);
                        if (number == Callbacks - 1)
                        {
                            done.Set();
                        }
                    });
                }

                Thread.SpinWait(50_000);
                Volatile.Write(ref left, true);
            }

            done.Wait(RealThreads.Limit).Should().BeTrue();
        }));
        early.Should().BeFalse();
        ran.Should().Equal(Enumerable.Range(0, Callbacks));
    });

    public static string ASectionIsDisposedOnce(bool sleepable) => Play(run => run("reader", () =>
    {
        var domain = new RcuDomain("domain", sleepable);
        ReadScope section = domain.Read();
        domain.OpenSections.Should().Be(1);
        section.Dispose();
        section.Dispose();
        domain.OpenSections.Should().Be(0);
        default(ReadScope).Dispose();
    }));

    public static string ASleepableSectionSurvivesAnAwait() => Play(run =>
    {
        var domain = new RcuDomain("domain", sleepable: true);
        Task? wait = null;
        using var opened = new ManualResetEventSlim();
        var proceed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task reader = Task.Run(async () =>
        {
            using (domain.Read())
            {
                opened.Set();
                await proceed.Task.ConfigureAwait(false);
                await Task.Yield();
            }
        });

        opened.Wait(RealThreads.Limit).Should().BeTrue();
        RealThreads.Run(() => run("writer", () => wait = domain.SynchronizeAsync()));
        wait!.IsCompleted.Should().BeFalse();
        proceed.SetResult();
        Task.WaitAll([reader, wait], RealThreads.Limit).Should().BeTrue();
        domain.OpenSections.Should().Be(0);
    });

    /// <summary>Runs a scenario with a way to play flows: on a checker of the run's own, which must find nothing, or plainly.</summary>
    private static string Play(Action<Action<string, Action>> scenario)
    {
        if (!LockValidation.IsEnabled)
        {
            scenario(static (_, body) => body());
            return Right;
        }

        using var run = new FlowRun();
        scenario(run.As);
        run.Kinds.Should().BeEmpty();
        return Right;
    }
}
