using FluentAssertions;
using Xunit;

namespace LockValidator.Tests;

/// <summary>What the locks tell a checker that measures times.</summary>
public sealed class MeasuredTimesTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Locks { get; } = ["lock", "lock timed", "monitor", "reader-writer", "mutex", "spin", "semaphore", "async"];

    [Theory]
    [MemberData(nameof(Locks))]
    public void A_lock_that_is_not_free_is_a_contention_and_one_that_is_free_is_none(string name)
    {
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Caller, MeasureTimes = true });
        (Action enter, Action exit) = Make(name);
        using var held = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        Thread first = Start(checker, () =>
        {
            enter();
            held.Set();
            release.Wait(s_limit).Should().BeTrue();
            exit();
        });
        held.Wait(s_limit).Should().BeTrue();
        checker.MeasuredTimes().Sum(static t => t.Contentions).Should().Be(0);
        Thread second = Start(checker, () =>
        {
            enter();
            exit();
        });
        SpinWait.SpinUntil(() => checker.MeasuredTimes().Sum(static t => t.Contentions) == 1, s_limit).Should().BeTrue("the second waits");
        release.Set();
        first.Join(s_limit).Should().BeTrue();
        second.Join(s_limit).Should().BeTrue();

        LockTimes times = checker.MeasuredTimes().Should().ContainSingle().Subject;
        times.Acquisitions.Should().Be(2);
        times.Contentions.Should().Be(1);
        times.Wait.Count.Should().Be(1);
        times.Hold.Count.Should().Be(2);
        times.Wait.Max.Should().BePositive();
        checker.Violations.Should().BeEmpty();
        checker.Statistics.InternalFailures.Should().Be(0);
    }

    private static (Action Enter, Action Exit) Make(string name)
    {
        switch (name)
        {
            case "lock":
                var plain = new ValidatedLock(new LockClass("measured"));
                return (plain.Enter, plain.Exit);
            case "lock timed":
                var timed = new ValidatedLock(new LockClass("measured"));
                return (() => timed.TryEnter(s_limit).Should().BeTrue(), timed.Exit);
            case "monitor":
                object obj = new();
                return (() => ValidatedMonitor.Enter(obj), () => ValidatedMonitor.Exit(obj));
            case "reader-writer":
                var wide = new ValidatedReaderWriterLock(new LockClass("measured"));
                return (wide.EnterWriteLock, wide.ExitWriteLock);
            case "mutex":
                var mutex = new ValidatedMutex(new LockClass("measured"));
                return (() => mutex.WaitOne(), mutex.ReleaseMutex);
            case "spin":
                var spin = new ValidatedSpinLock(new LockClass("measured", LockKind.RawSpin), enableThreadOwnerTracking: false);
                return (() => Spin(spin), () => spin.Exit());
            case "semaphore":
                var semaphore = new ValidatedSemaphore(new LockClass("measured", LockKind.Async), 1, 1);
                return (semaphore.Wait, () => semaphore.Release());
            default:
                var async = new ValidatedAsyncLock(new LockClass("measured", LockKind.Async));
                ValidatedAsyncLock.Releaser releaser = default;
                return (() => releaser = async.Lock(), () => releaser.Dispose());
        }
    }

    private static void Spin(ValidatedSpinLock spin)
    {
        bool taken = false;
        spin.Enter(ref taken);
    }

    private static Thread Start(LockChecker checker, Action work)
    {
        var thread = new Thread(() =>
        {
            using (new LockFlow(checker, "measured").MakeCurrent())
            {
                work();
            }
        })
        { IsBackground = true };
        thread.Start();
        return thread;
    }
}
