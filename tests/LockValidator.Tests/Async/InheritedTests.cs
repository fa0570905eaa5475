namespace LockValidator.Tests;

/// <summary>What a forked flow takes while only the flow that started it holds a lock: an order, marked as inherited.</summary>
public sealed class InheritedTests
{
    public static TheoryData<string> Forks => ["Task.Run", "async Task.Run", "thread", "fork of a fork"];

    public static TheoryData<string> SameFlow => ["nothing", "yield", "no context", "await a task", "async method"];

    [Theory]
    [MemberData(nameof(Forks))]
    public async Task An_order_that_a_forked_flow_inherited_is_marked(string fork)
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var outer = new ValidatedAsyncLock("outer");
        var inner = new ValidatedLock("inner");

        using (await outer.LockAsync())
        {
            await Fork(fork, () => Use(inner));
        }

        Order(scope, "outer", "inner").Inherited.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(SameFlow))]
    public async Task An_order_of_one_flow_over_hops_is_its_own(string hop)
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var outer = new ValidatedAsyncLock("outer");
        var inner = new ValidatedLock("inner");

        var before = Task.Run(() => { });
        using (await outer.LockAsync())
        {
            await Hop(hop, before);
            Use(inner);
        }

        Order(scope, "outer", "inner").Inherited.Should().BeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lock_that_the_forked_flow_only_inherited_is_taken_again_possibly_and_by_its_own_flow_certainly(bool forked)
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var gate = new ValidatedAsyncLock("gate");
        var giveUp = new CancellationTokenSource();

        using (await gate.LockAsync())
        {
            // Given up, so that it never hangs: what matters is that it was about to wait.
            Func<Task> again = async () =>
            {
                ValueTask<ValidatedAsyncLock.Releaser> wait = gate.LockAsync(giveUp.Token);
                await giveUp.CancelAsync();
                await FluentActions.Awaiting(async () => await wait).Should().ThrowAsync<OperationCanceledException>();
            };
            await (forked ? Task.Run(again) : again());
        }

        scope.Violations.Should().ContainSingle(static violation => violation.Kind == ViolationKind.Recursion)
            .Which.Verdict.Should().Be(forked ? Verdict.Possible : Verdict.Certain);
    }

    [Fact]
    public async Task What_the_forked_flow_takes_itself_is_its_own()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var outer = new ValidatedAsyncLock("outer");
        var own = new ValidatedAsyncLock("own");
        var inner = new ValidatedLock("inner");

        using (await outer.LockAsync())
        {
            await Task.Run(async () =>
            {
                using (await own.LockAsync())
                {
                    await Task.Yield();
                    Use(inner);
                }
            });
        }

        Order(scope, "outer", "own").Inherited.Should().BeTrue();
        Order(scope, "own", "inner").Inherited.Should().BeFalse();
    }

    [Fact]
    public async Task An_order_that_a_flow_then_takes_itself_is_inherited_no_more()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var outer = new ValidatedAsyncLock("outer");
        var inner = new ValidatedLock("inner");

        using (await outer.LockAsync())
        {
            await Task.Run(() => Use(inner));
            Order(scope, "outer", "inner").Inherited.Should().BeTrue();
            Use(inner);
        }

        Order(scope, "outer", "inner").Inherited.Should().BeFalse();
    }

    [Fact]
    public async Task A_report_says_that_an_order_was_inherited()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var outer = new ValidatedAsyncLock("outer");
        var inner = new ValidatedLock("inner");

        using (await outer.LockAsync())
        {
            await Task.Run(() => Use(inner));
        }

        using (inner.EnterScope())
        {
            using (outer.Lock())
            {
            }
        }

        Violation found = scope.Violations.Should().ContainSingle().Subject;
        found.Kind.Should().Be(ViolationKind.CircularDependency);
        found.Cycle.Select(step => step.Witness.Inherited).Should().Equal(false, true);
        TextReport.Render(found).Should().Contain("inherited from the flow that started it");
    }

    [Fact]
    public async Task After_the_holder_released_it_a_forked_flow_inherits_nothing()
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var outer = new ValidatedAsyncLock("outer");
        var inner = new ValidatedLock("inner");
        using var begun = new SemaphoreSlim(0);
        using var released = new SemaphoreSlim(0);

        Task fork;
        using (await outer.LockAsync())
        {
            fork = Task.Run(async () =>
            {
                begun.Release();
                await released.WaitAsync();

                // What other tests have left on this thread of the pool does not count.
                LockFlow.Current.Held.Select(static held => held.Class).Should().NotContain(outer.Map.Class);
                Use(inner);
            });
            await begun.WaitAsync();
        }

        released.Release();
        await fork.WaitAsync(RealThreads.Limit);

        scope.Checker.Snapshot().Dependencies.Should().NotContain(step => step.From.StableId == outer.Map.Class!.StableId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_inherited_order_counts_where_the_holder_kept_the_lock_until_the_fork_had_ended(bool kept)
    {
        using var scope = LockScope.Begin(ownGraph: true);
        var outer = new ValidatedAsyncLock("outer");
        var inner = new ValidatedLock("inner");
        using var taken = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(kept ? 1 : 0);

        Task fork;
        using (await outer.LockAsync())
        {
            fork = Task.Run(() =>
            {
                Use(inner);
                taken.Release();
                goOn.Wait(RealThreads.Limit).Should().BeTrue();
            });
            // Blocking: a continuation could run inside the fork, and it would look as if that had been left.
            taken.Wait(RealThreads.Limit).Should().BeTrue();
            if (kept)
            {
                await fork.WaitAsync(RealThreads.Limit);
            }
        }

        if (!kept)
        {
            goOn.Release();
            await fork.WaitAsync(RealThreads.Limit);
        }

        using (inner.EnterScope())
        {
            using (outer.Lock())
            {
            }
        }

        scope.Violations.Should().ContainSingle().Which.Verdict.Should().Be(kept ? Verdict.Possible : Verdict.InheritedOnly);
        (scope.Violations.Single().FailsBuilds == kept).Should().BeTrue();
    }

    private static Witness Order(LockScope scope, string from, string to) =>
        scope.Checker.Snapshot().Dependencies.Single(step => step.From.Name == from && step.To.Name == to).Witness;

    private static void Use(ValidatedLock gate)
    {
        using (gate.EnterScope())
        {
        }
    }

    private static async Task Fork(string how, Action body)
    {
        switch (how)
        {
            case "Task.Run":
                await Task.Run(body);
                break;
            case "async Task.Run":
                await Task.Run(async () =>
                {
                    await Task.Yield();
                    body();
                });
                break;
            case "thread":
                var thread = new Thread(() => body());
                thread.Start();
                thread.Join(RealThreads.Limit).Should().BeTrue();
                break;
            default:
                await Task.Run(() => Task.Run(body));
                break;
        }
    }

    private static async Task Hop(string how, Task before)
    {
        switch (how)
        {
            case "yield":
                await Task.Yield();
                break;
            case "no context":
                await Task.Run(() => { }).ConfigureAwait(false);
                break;
            case "await a task":
                await before;
                await Task.Run(() => { });
                break;
            case "async method":
                await Task.WhenAll(Inside(), Inside());
                break;
            default:
                break;
        }

        static async Task Inside() => await Task.Yield();
    }
}
