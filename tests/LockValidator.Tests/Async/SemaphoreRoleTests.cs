namespace LockValidator.Tests;

/// <summary>When a semaphore counts as a lock.</summary>
public sealed class SemaphoreRoleTests
{
    [Fact]
    public void One_that_is_only_signalled_is_never_held()
    {
        using var run = new FlowRun();
        var signal = new ValidatedSemaphore(0, "signal");

        run.As("flow", () =>
        {
            signal.Release();
            signal.Wait();
            LockFlow.Current.Held.Should().BeEmpty();
        });

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void One_permit_makes_a_lock_and_two_make_none()
    {
        using var run = new FlowRun();
        var (one, two) = (new ValidatedSemaphore(1, "one"), new ValidatedSemaphore(2, "two"));

        run.As("flow", () =>
        {
            one.Wait();
            two.Wait();
            two.Wait();
            LockFlow.Current.Held.Should().ContainSingle().Which.Class!.Name.Should().Be("one");
            two.Release(2);
            one.Release();
        });

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void A_thread_that_releases_what_another_took_by_blocking_makes_it_no_lock()
    {
        using var run = new FlowRun();
        var semaphore = new ValidatedSemaphore(1, "ping");

        RealThreads.Run(() => run.As("takes", semaphore.Wait));
        RealThreads.Run(() => run.As("releases", () => semaphore.Release()));
        run.As("later", () =>
        {
            semaphore.Wait();
            LockFlow.Current.Held.Should().BeEmpty("it was found to signal");
            semaphore.Release();
        });
    }

    [Fact]
    public void The_same_by_one_flow_is_a_lock()
    {
        using var run = new FlowRun();
        var semaphore = new ValidatedSemaphore(1, "gate");

        for (int i = 0; i < 2; i++)
        {
            run.As("flow", () =>
            {
                semaphore.Wait();
                LockFlow.Current.Held.Should().ContainSingle();
                semaphore.Release();
            });
        }

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public async Task A_child_may_release_what_its_parent_took()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var semaphore = new ValidatedSemaphore(1, "gate");

        await semaphore.WaitAsync();
        await Task.Run(() => semaphore.Release());

        LockFlow.Current.Held.Should().BeEmpty();
        await semaphore.WaitAsync();
        LockFlow.Current.Held.Should().ContainSingle("it is still a lock");
        semaphore.Release();
        scope.Violations.Should().BeEmpty();
    }

    [Fact]
    public void A_release_too_many_that_the_original_refuses_changes_nothing()
    {
        using var run = new FlowRun();
        var semaphore = new ValidatedSemaphore(1, 1, "gate");

        run.As("flow", () =>
        {
            semaphore.Invoking(gate => gate.Release()).Should().Throw<SemaphoreFullException>();
            semaphore.Wait();
            LockFlow.Current.Held.Should().ContainSingle();
            semaphore.Release();
        });
    }
}
