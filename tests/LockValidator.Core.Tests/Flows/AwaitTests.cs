using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

/// <summary>A lock that belongs to its thread, and an await.</summary>
public sealed class AwaitTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_thread_affine_lock_held_across_an_await_is_found()
    {
        var map = new LockMap(new LockClass("affine"));

        IReadOnlyList<Violation> found = await InScope(async () =>
        {
            map.Acquire();
            await Elsewhere();
        });

        found.Should().Contain(v => v.Kind == ViolationKind.InvalidWaitContext && v.Holding!.Class.Name == "affine");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_was_taken_in_the_async_method_that_began_the_scope_is_found(bool heldAcross)
    {
        var map = new LockMap(new LockClass("affine"));
        LockChecker? checker = null;

        await Task.Run(async () =>
        {
            LockScope scope = LockScope.Begin(ownGraph: true);
            checker = scope.Checker;
            map.Acquire();
            if (!heldAcross)
            {
                map.Release();
            }

            await Elsewhere();
        }).WaitAsync(s_limit);

        checker!.Violations.Select(v => v.Kind).Should().Equal(heldAcross ? [ViolationKind.InvalidWaitContext] : []);
    }

    [Fact]
    public async Task One_that_a_caller_took_before_it_began_a_scope_may_be_held_on()
    {
        var map = new LockMap(new LockClass("affine"));
        LockChecker? checker = null;
        async Task InnerAsync()
        {
            LockScope scope = LockScope.Begin(ownGraph: true);
            checker = scope.Checker;
            await Elsewhere();
        }

        await Task.Run(() =>
        {
            map.Acquire();
            Task inner = InnerAsync();
            map.Release();
            return inner;
        }).WaitAsync(s_limit);

        checker!.Violations.Should().BeEmpty();
    }

    [Fact]
    public async Task One_released_before_the_await_is_fine()
    {
        var map = new LockMap(new LockClass("affine"));

        IReadOnlyList<Violation> found = await InScope(async () =>
        {
            map.Acquire();
            map.Release();
            await Elsewhere();
        });

        found.Should().BeEmpty();
    }

    [Fact]
    public async Task A_semaphore_that_any_thread_may_release_is_fine()
    {
        var map = new LockMap(new LockClass("loose", LockKind.Async), threadAffine: false);

        IReadOnlyList<Violation> found = await InScope(async () =>
        {
            LockHold hold = map.AcquireAsyncHeld();
            hold.MarkHeld();
            await Elsewhere();
            hold.Release();
        });

        found.Should().BeEmpty();
    }

    [Fact]
    public async Task A_continuation_that_runs_inside_a_lock_does_not_make_the_lock_held_across_an_await()
    {
        var map = new LockMap(new LockClass("affine"));

        IReadOnlyList<Violation> found = await InScope(async () =>
        {
            var source = new TaskCompletionSource();
            Task waiter;
            using (ExecutionContext.SuppressFlow())
            {
                waiter = Task.Run(async () => await source.Task);
            }

            await Elsewhere();
            map.Acquire();
            source.SetResult();
            map.Release();
            await waiter;
        });

        found.Should().BeEmpty();
    }

    [Fact]
    public async Task An_async_hold_follows_the_flow_and_orders_what_is_taken_after_the_await()
    {
        var outer = new LockMap(new LockClass("outer", LockKind.Async), threadAffine: false);
        var inner = new LockMap(new LockClass("inner"));

        IReadOnlyList<Violation> found = await InScope(async () =>
        {
            LockHold hold = outer.AcquireAsyncHeld();
            hold.MarkHeld();
            await Elsewhere();
            inner.Acquire();
            inner.Release();
            hold.Release();
            inner.Acquire();
            outer.Acquire(new AcquireOptions(Outer: WaitType.Sleep));
            outer.Release();
            inner.Release();
        });

        found.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.CircularDependency);
    }

    /// <summary>Runs a flow on the pool in a scope with a graph of its own, and waits until its last thread has left it.</summary>
    private static async Task<IReadOnlyList<Violation>> InScope(Func<Task> flow)
    {
        var explicitFlow = new LockFlow(new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off }), "test");
        LockScope scope;
        Task running;
        using (explicitFlow.MakeCurrent())
        {
            scope = LockScope.Begin(name: "test");
            running = Task.Run(flow);
            scope.Checker.Should().BeSameAs(explicitFlow.Checker);
        }

        await running.WaitAsync(s_limit);
        for (int i = 0; i < 200 && scope.Violations.Count == 0; i++)
        {
            // The thread leaves the flow just after the flow has handed its continuation on.
            await Task.Delay(1);
        }

        return explicitFlow.Checker.Violations;
    }

    private static async Task Elsewhere()
    {
        await Task.Delay(1).ConfigureAwait(false);
        await Task.Yield();
    }
}
