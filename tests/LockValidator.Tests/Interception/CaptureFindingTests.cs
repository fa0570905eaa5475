using LockValidator.Interception;

namespace LockValidator.Tests.Interception;

/// <summary>What captured code is told. Each "must report" stands beside a "must accept" that differs by one step.</summary>
public sealed class CaptureFindingTests
{
    private static readonly CaptureSite s_gate = new(CaptureOrigin.Member, "Shop.Till", "_gate", "Till.cs", 7);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_inversion_of_two_monitors_is_found(bool reversed)
    {
        object first = new();
        object second = new();
        using LockScope scope = LockScope.Begin(ownGraph: true);

        MonitorCapture.Enter(first);
        MonitorCapture.Enter(second);
        MonitorCapture.Exit(second);
        MonitorCapture.Exit(first);
        MonitorCapture.Enter(reversed ? second : first);
        MonitorCapture.Enter(reversed ? first : second);
        MonitorCapture.Exit(first);
        MonitorCapture.Exit(second);

        Kinds(scope).Should().Equal(reversed ? [ViolationKind.CircularDependency] : []);
        LockFlow.Current.HoldsNothing.Should().BeTrue();
    }

    [Fact]
    public void A_wait_releases_every_level_and_takes_them_again()
    {
        object gate = new();
        using LockScope scope = LockScope.Begin(ownGraph: true);
        MonitorCapture.Enter(gate);
        MonitorCapture.Enter(gate);

        var other = new Thread(() =>
        {
            lock (gate)
            {
                Monitor.PulseAll(gate);
            }
        });
        other.Start();
        MonitorCapture.Wait(gate).Should().BeTrue();
        other.Join();

        LockFlow.Current.Held.Should().ContainSingle();
        MonitorCapture.Exit(gate);
        LockFlow.Current.HoldsNothing.Should().BeFalse("it was taken twice");
        MonitorCapture.Exit(gate);
        LockFlow.Current.HoldsNothing.Should().BeTrue();
        Kinds(scope).Should().BeEmpty();
    }

    [Fact]
    public void A_release_by_another_thread_is_a_finding_and_the_exception_of_the_original()
    {
        object gate = new();
        using LockScope scope = LockScope.Begin(ownGraph: true);
        MonitorCapture.Enter(gate);
        Exception? thrown = null;
        var other = new Thread(() => thrown = Record.Exception(() => MonitorCapture.Exit(gate)));
        other.Start();
        other.Join();
        MonitorCapture.Exit(gate);

        thrown.Should().BeOfType<SynchronizationLockException>();
        Kinds(scope).Should().Equal(ViolationKind.UnbalancedRelease);
    }

    /// <summary>A package, a project without capture or WaitHandle.WaitAny took it: the original would have thrown if it were not held.</summary>
    [Fact]
    public void A_release_of_what_was_taken_where_nothing_watches_is_no_finding()
    {
        object gate = new();
        using var mutex = new Mutex();
        using LockScope scope = LockScope.Begin(ownGraph: true);
        MonitorCapture.Enter(gate);
        MonitorCapture.Exit(gate);
        WaitHandleCapture.WaitOne(mutex, s_gate);
        WaitHandleCapture.ReleaseMutex(mutex, s_gate);

        Monitor.Enter(gate);
        MonitorCapture.Exit(gate);
        WaitHandle.WaitAny([mutex]);
        WaitHandleCapture.ReleaseMutex(mutex, s_gate);

        Kinds(scope).Should().BeEmpty();
        Record.Exception(() => WaitHandleCapture.ReleaseMutex(mutex, s_gate)).Should().BeOfType<ApplicationException>();
        Kinds(scope).Should().Equal(ViolationKind.UnbalancedRelease);
    }

    [Theory]
    [InlineData(1, false, true)]
    [InlineData(1, true, false)]
    [InlineData(2, false, false)]
    public void A_semaphore_is_a_lock_until_it_is_used_otherwise(int places, bool signalledFirst, bool isLock)
    {
        object gate = new();
        using var semaphore = new SemaphoreSlim(places - (signalledFirst ? 1 : 0));
        using LockScope scope = LockScope.Begin(ownGraph: true);
        if (signalledFirst)
        {
            SemaphoreSlimCapture.Release(semaphore, s_gate);
        }

        SemaphoreSlimCapture.Wait(semaphore, s_gate);
        MonitorCapture.Enter(gate);
        MonitorCapture.Exit(gate);
        SemaphoreSlimCapture.Release(semaphore, s_gate);
        MonitorCapture.Enter(gate);
        SemaphoreSlimCapture.Wait(semaphore, s_gate);
        SemaphoreSlimCapture.Release(semaphore, s_gate);
        MonitorCapture.Exit(gate);

        Kinds(scope).Should().Equal(isLock ? [ViolationKind.CircularDependency] : []);
        LockFlow.Current.HoldsNothing.Should().BeTrue();
    }

    [Fact]
    public async Task An_awaited_semaphore_is_held_over_thread_hops_and_released_anywhere()
    {
        using var semaphore = new SemaphoreSlim(1);
        using LockScope scope = LockScope.Begin(ownGraph: true);
        await SemaphoreSlimCapture.WaitAsync(semaphore, s_gate);
        await Task.Yield();
        LockFlow.Current.Held.Should().ContainSingle().Which.Class!.Name.Should().StartWith("Till._gate (Till.cs:7)");
        await Task.Run(() => SemaphoreSlimCapture.Release(semaphore, s_gate));

        LockFlow.Current.HoldsNothing.Should().BeTrue();
        Kinds(scope).Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Waiting_for_a_task_while_spinning_is_a_finding_unless_it_is_done(bool done)
    {
        var spin = new SpinLock();
        var source = new TaskCompletionSource();
        if (done)
        {
            source.SetResult();
        }

        using LockScope scope = LockScope.Begin(ownGraph: true);
        bool taken = false;
        SpinLockCapture.Enter(ref spin, ref taken, s_gate);
        WaitCapture.Wait(source.Task, done ? Timeout.Infinite : 0);
        SpinLockCapture.Exit(ref spin, new CaptureSite(CaptureOrigin.Member, "Shop.Till", "_gate", "Till.cs", 7));

        LockFlow.Current.HoldsNothing.Should().BeTrue("another call on the same lock has another site");
        Kinds(scope).Should().Equal(done ? [] : [ViolationKind.BlockingNotAllowed]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_lazy_value_whose_factory_takes_the_lock_it_is_asked_for_under_is_an_inversion(bool under)
    {
        object gate = new();
        var first = new Lazy<int>(Make);
        var second = new Lazy<int>(Make);
        using LockScope scope = LockScope.Begin(ownGraph: true);
        Lazy<int>[] both = [first, second];
        for (int i = 0; i < 2; i++)
        {
            Ask(both[i], under && i == 1);
        }

        Kinds(scope).Should().Equal(under ? [ViolationKind.CircularDependency] : []);

        void Ask(Lazy<int> lazy, bool locked)
        {
            if (locked)
            {
                MonitorCapture.Enter(gate);
            }

            // One line for both: the place names their class.
            lazy.ValidatedValue().Should().Be(1);
            if (locked)
            {
                MonitorCapture.Exit(gate);
            }
        }

        int Make()
        {
            MonitorCapture.Enter(gate);
            MonitorCapture.Exit(gate);
            return 1;
        }
    }

    [Fact]
    public void A_checker_that_saw_nothing_says_so_and_one_that_saw_a_lock_does_not()
    {
        using var blind = new LockChecker();
        blind.ReportIfNothingObserved("the program").Should().NotBeNull();
        blind.Violations.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.NothingObserved);

        using var seeing = new LockChecker();
        new LockFlow(seeing, "flow").Acquire(new LockMap(new LockClass("a")));
        seeing.ReportIfNothingObserved("the program").Should().BeNull();
        seeing.Violations.Should().BeEmpty();
    }

    private static IEnumerable<ViolationKind> Kinds(LockScope scope) =>
        scope.Violations.Where(static violation => !violation.Known).Select(static violation => violation.Kind);
}
