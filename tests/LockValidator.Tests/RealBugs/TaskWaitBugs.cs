namespace LockValidator.Tests.RealBugs;

/// <summary>
/// A task or thread waited for under a lock that it needs: dotnet/runtime #86838 (dispatch task), extensions #2588 and runtime #81689 (a
/// service resolved by a task), autofac #413 (another thread).
/// </summary>
public sealed class TaskWaitBugs
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_dispatch_task_takes_the_lock_under_which_it_is_waited_for(bool affected)
    {
        using var run = new BugRun();
        ValidatedLock listeners = new("EventListenersLock"), other = new("DispatchLock");
        Task? dispatch = null;

        run.On("start", () =>
        {
            dispatch = ValidatedTask.Run(() => Take(affected ? listeners : other), name: "dispatch task");
            ((IAsyncResult)dispatch).AsyncWaitHandle.WaitOne(RealThreads.Limit).Should().BeTrue();
        });
        run.On("stop", () =>
        {
            using (listeners.EnterScope())
            {
                dispatch!.ValidatedWait();
            }
        });

        run.ShouldFindIf(affected, ViolationKind.CircularWait, "EventListenersLock", "dispatch task");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_factory_blocks_on_a_task_that_resolves_from_the_same_container(bool affected)
    {
        using var run = new BugRun();
        var root = new ValidatedLock("ServiceProvider root");
        void Resolve() => Take(root);

        run.On("resolve", () =>
        {
            // Really started first and ended, so that the affected form cannot hang here.
            Task factory = ValidatedTask.Run(
                async () =>
                {
                    await Task.Yield();
                    Resolve();
                },
                name: "factory task");
            ((IAsyncResult)factory).AsyncWaitHandle.WaitOne(RealThreads.Limit).Should().BeTrue();
            var scope = root.EnterScope();
            if (!affected)
            {
                scope.Dispose();
            }

            factory.ValidatedGetResult();
            scope.Dispose();
        });

        run.ShouldFindIf(affected, ViolationKind.CircularWait, "ServiceProvider root", "factory task");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_thread_is_joined_under_the_lock_of_the_scope_that_it_resolves_from(bool affected)
    {
        using var run = new BugRun();
        ValidatedLock root = new("LifetimeScope"), unrelated = new("unrelated");
        Thread? worker = null;

        run.On("starter", () =>
        {
            worker = ValidatedThread.Create(() => Take(affected ? root : unrelated), "resolver");
            worker.Start();
            worker.Join(RealThreads.Limit).Should().BeTrue();
        });
        run.On("builder", () =>
        {
            using (root.EnterScope())
            {
                worker!.ValidatedJoin();
            }
        });

        run.ShouldFindIf(affected, ViolationKind.CircularWait, "LifetimeScope", "resolver");
    }

    private static void Take(ValidatedLock gate)
    {
        using (gate.EnterScope())
        {
        }
    }
}
