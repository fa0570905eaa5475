namespace LockValidator.Tests;

/// <summary>Async locks and semaphores over everything that a flow can do between taking and releasing.</summary>
public abstract class AsyncMatrixTests
{
    internal abstract IAsyncGate Make(LockClass type);

    [Theory]
    [InlineData("nothing")]
    [InlineData("yield")]
    [InlineData("no context")]
    [InlineData("Task.Run")]
    [InlineData("inline completion")]
    public async Task The_hold_follows_the_flow(string between)
    {
        using var scope = LockScope.Begin(ownGraph: true);
        IAsyncGate a = MakeProved("a");

        for (int round = 0; round < 3; round++)
        {
            await a.TakeAsync();
            a.Map.IsHeld().Should().BeTrue();
            await Between(between);
            a.Map.IsHeld().Should().BeTrue("the flow still has it after {0}", between);
            a.Free();
            LockFlow.Current.Held.Should().BeEmpty();
        }

        scope.Violations.Should().BeEmpty();
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("yield")]
    [InlineData("no context")]
    [InlineData("inline completion")]
    public async Task An_inversion_with_a_plain_lock_is_found_over_hops(string between)
    {
        using var scope = LockScope.Begin(ownGraph: true);
        IAsyncGate a = MakeProved("a");
        var plain = new ValidatedLock("plain");

        await a.TakeAsync();
        await Between(between);
        Use(plain);
        a.Free();
        scope.Violations.Should().BeEmpty();
        using (plain.EnterScope())
        {
            a.TakeBlocking();
            a.Free();
        }

        scope.Violations.Select(violation => violation.Kind).Should().Equal(ViolationKind.CircularDependency);
    }

    [Fact]
    public async Task The_same_order_twice_is_accepted()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        IAsyncGate a = MakeProved("a");
        var plain = new ValidatedLock("plain");

        for (int i = 0; i < 2; i++)
        {
            await a.TakeAsync();
            await Task.Yield();
            Use(plain);
            a.Free();
        }

        scope.Violations.Should().BeEmpty();
    }

    [Fact]
    public void To_await_it_under_a_lock_of_the_thread_is_reported()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        IAsyncGate a = MakeProved("a");
        var plain = new ValidatedLock("plain");

        using (plain.EnterScope())
        {
            a.TakeAsync().IsCompleted.Should().BeTrue("nobody holds it");
            a.Free();
        }

        scope.Violations.Select(violation => violation.Kind).Should().Equal(ViolationKind.InvalidWaitContext);
    }

    [Fact]
    public async Task A_child_does_not_see_what_its_parent_takes_later()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var (a, b) = (MakeProved("a"), MakeProved("b"));
        var parentHoldsB = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await a.TakeAsync();

        Task<(bool, bool)> child = Task.Run(async () =>
        {
            await parentHoldsB.Task;
            return (a.Map.IsHeld(), b.Map.IsHeld());
        });
        await b.TakeAsync();
        parentHoldsB.SetResult();

        (await child).Should().Be((true, false));
        b.Free();
        a.Free();
        scope.Violations.Should().BeEmpty();
    }

    [Fact]
    public async Task A_child_that_nobody_awaits_sees_nothing_after_the_release()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        IAsyncGate a = MakeProved("a");
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await a.TakeAsync();
        Task<bool> child = Task.Run(async () =>
        {
            await released.Task;
            return a.Map.IsHeld();
        });

        a.Free();
        released.SetResult();

        (await child).Should().BeFalse();
    }

    [Fact]
    public async Task A_flow_without_the_context_sees_nothing()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        IAsyncGate a = MakeProved("a");
        await a.TakeAsync();

        Task<bool> child;
        using (ExecutionContext.SuppressFlow())
        {
            child = Task.Run(() => a.Map.IsHeld());
        }

        (await child).Should().BeFalse();
        a.Free();
    }

    [Fact]
    public async Task A_release_on_a_thread_that_knows_nothing_of_it_ends_the_hold_everywhere()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        IAsyncGate a = MakeProved("a");
        await a.TakeAsync();

        RealThreads.Run(a.Free);

        a.Map.IsHeld().Should().BeFalse();
        LockFlow.Current.Held.Should().BeEmpty();
    }

    [Fact]
    public async Task Two_flows_do_not_see_each_others_holds()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var (a, b) = (MakeProved("a"), MakeProved("b"));
        using var bothHold = new SemaphoreSlim(0);
        using var both = new CountdownEvent(2);
        async Task<bool> Take(IAsyncGate mine, IAsyncGate other)
        {
            await mine.TakeAsync();
            if (both.Signal())
            {
                bothHold.Release(2);
            }

            (await bothHold.WaitAsync(RealThreads.Limit)).Should().BeTrue();
            bool seen = other.Map.IsHeld() || !mine.Map.IsHeld();
            mine.Free();
            return seen;
        }

        bool[] seen = await Task.WhenAll(Task.Run(() => Take(a, b)), Task.Run(() => Take(b, a))).WaitAsync(RealThreads.Limit);

        seen.Should().Equal(false, false);
        scope.Violations.Should().BeEmpty();
    }

    [Fact]
    public async Task Waiters_get_it_one_after_another_and_leave_nothing()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        IAsyncGate a = MakeProved("a");
        int inside = 0, most = 0;

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 20; i++)
            {
                await a.TakeAsync();
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                a.Free();
                LockFlow.Current.Held.Should().BeEmpty();
            }
        }))).WaitAsync(RealThreads.Limit);

        most.Should().Be(1);
        scope.Violations.Should().BeEmpty();
    }

    [Fact]
    public async Task A_cancelled_wait_leaves_nothing()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        IAsyncGate a = MakeProved("a");
        await a.TakeAsync();
        using var cancellation = new CancellationTokenSource();

        Task waiter;
        using (ExecutionContext.SuppressFlow())
        {
            waiter = Task.Run(async () =>
            {
                Task taken = a.TakeAsync(cancellation.Token);
                await cancellation.CancelAsync();
                await taken.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
                a.Map.IsHeld().Should().BeFalse();
            });
        }

        await waiter.WaitAsync(RealThreads.Limit);
        a.Free();
        LockFlow.Current.Held.Should().BeEmpty();
    }

    private static void Use(ValidatedLock gate)
    {
        using (gate.EnterScope())
        {
        }
    }

    private static async Task Between(string what)
    {
        switch (what)
        {
            case "yield":
                await Task.Yield();
                break;
            case "no context":
                await Task.Run(() => { }).ConfigureAwait(false);
                break;
            case "Task.Run":
                await Task.Run(async () => await Task.Yield());
                break;
            case "inline completion":
                var source = new TaskCompletionSource();
                Task after = Continue(source.Task);
                RealThreads.Run(source.SetResult);
                await after;
                break;
            default:
                break;
        }

        static async Task Continue(Task task) => await task;
    }

    /// <summary>Used as a lock once, elsewhere, so that no finding waits for a proof.</summary>
    private IAsyncGate MakeProved(string name)
    {
        IAsyncGate gate = Make(new LockClass(name, LockKind.Async));
        RealThreads.Run(() =>
        {
            using var elsewhere = new FlowRun();
            elsewhere.As("proof", () =>
            {
                gate.TakeBlocking();
                gate.Free();
            });
        });
        return gate;
    }
}
