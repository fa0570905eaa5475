using FluentAssertions;
using Xunit;

namespace LockValidator.Stress.Tests;

/// <summary>A <c>Thread.Interrupt</c> that hits a thread in the checker belongs to the program.</summary>
public sealed class InterruptTests
{
    [Fact]
    public void An_interrupt_on_the_slow_path_is_passed_on_and_not_thrown_from_acquire()
    {
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        using var ready = new ManualResetEventSlim();
        Exception? thrown = null;
        bool passedOn = false, held = false;
        Thread victim = new(() =>
        {
            var flow = new LockFlow(checker, "victim");
            var map = new LockMap(new LockClass("A"));
            ready.Set();
            try
            {
                flow.Acquire(in map);
                held = flow.Held.Count == 1;
            }
            catch (ThreadInterruptedException e)
            {
                thrown = e;
            }

            passedOn = IsInterrupted();
        })
        {
            IsBackground = true,
        };

        using (checker.Gate.Enter())
        {
            victim.Start();
            ready.Wait(Threads.Limit).Should().BeTrue();
            SpinWait.SpinUntil(() => (victim.ThreadState & ThreadState.WaitSleepJoin) != 0, Threads.Limit).Should().BeTrue("it waits for the gate");
            victim.Interrupt();
        }

        victim.Join(Threads.Limit).Should().BeTrue();
        thrown.Should().BeNull();
        held.Should().BeTrue();
        passedOn.Should().BeTrue();
    }

    [Fact]
    public void Interrupts_that_hit_threads_which_report_are_never_thrown_from_acquire()
    {
        // Two threads that report all the time, so that they meet at each of the checker's locks, and one that interrupts them.
        var reported = new Collector();
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off, Reporters = [reported] });
        var victims = new Thread?[2];
        int running = victims.Length, thrown = 0;
        Threads.Run(victims.Length + 1, number =>
        {
            if (number == victims.Length)
            {
                while (Volatile.Read(ref running) > 0)
                {
                    foreach (Thread? victim in victims)
                    {
                        victim?.Interrupt();
                    }
                }

                return;
            }

            var flow = new LockFlow(checker, $"flow {number}");
            victims[number] = Thread.CurrentThread;
            for (int round = 0; round < 3_000; round++)
            {
                LockMap first = new(new LockClass("A")), second = new(new LockClass("B"));
                try
                {
                    flow.Acquire(in first);
                    flow.Acquire(in second);
                    flow.Release(in first);
                    flow.Acquire(in first);
                    flow.Release(in first);
                    flow.Release(in second);
                }
                catch (ThreadInterruptedException)
                {
                    Interlocked.Increment(ref thrown);
                }
            }

            victims[number] = null;
            Interlocked.Decrement(ref running);
            while (IsInterrupted())
            {
                // Those that are left must not hit the join below.
            }
        });

        thrown.Should().Be(0);
        checker.Statistics.InternalFailures.Should().Be(0);
        reported.All.Should().HaveCount(6_000);
    }

    [Fact]
    public void An_interrupt_that_hits_a_reporter_is_passed_on()
    {
        using var entered = new ManualResetEventSlim();
        using var never = new ManualResetEventSlim();
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off, Reporters = [new Waiting(entered, never)] });
        bool passedOn = false;
        Thread victim = new(() =>
        {
            var map = new LockMap(new LockClass("A"));
            new LockFlow(checker, "victim").Release(in map);
            passedOn = IsInterrupted();
        })
        {
            IsBackground = true,
        };
        victim.Start();
        entered.Wait(Threads.Limit).Should().BeTrue();
        victim.Interrupt();

        victim.Join(Threads.Limit).Should().BeTrue();
        passedOn.Should().BeTrue();
        checker.Statistics.InternalFailures.Should().Be(0);
    }

    /// <summary>Takes a pending interrupt of the calling thread, if there is one.</summary>
    private static bool IsInterrupted()
    {
        try
        {
            Thread.Sleep(0);
            return false;
        }
        catch (ThreadInterruptedException)
        {
            return true;
        }
    }

    private sealed class Waiting(ManualResetEventSlim entered, ManualResetEventSlim never) : IViolationReporter
    {
        public void Report(Violation violation)
        {
            entered.Set();
            never.Wait(Threads.Limit);
        }
    }
}
