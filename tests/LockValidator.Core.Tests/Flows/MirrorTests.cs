using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

/// <summary>Holds of async flows in the stack of the thread that runs them: what many flows at once have shown to go wrong.</summary>
public sealed class MirrorTests
{
    private readonly LockMap _outer = new(new LockClass("outer", LockKind.Async), threadAffine: false);
    private readonly LockMap _other = new(new LockClass("other", LockKind.Async), threadAffine: false);
    private readonly LockMap _plain = new(new LockClass("plain"));
    private readonly LockMap _more = new(new LockClass("more"));

    [Fact]
    public void A_plain_lock_taken_on_top_of_an_async_one_stays_on_top_when_another_hold_ends_elsewhere()
    {
        Run(flow =>
        {
            LockHold ended = Hold(in _other), hold = Hold(in _outer);
            _plain.Acquire();
            OnAnotherThread(ended.Release);
            flow.Held.Select(held => held.Class!.Name).Should().Equal("outer", "plain");

            _plain.Release();
            hold.Release();
            flow.Held.Should().BeEmpty();
        }).Should().BeEmpty();
    }

    [Fact]
    public void A_plain_lock_released_under_an_async_one_leaves_that_as_it_was()
    {
        Run(flow =>
        {
            _plain.Acquire();
            _more.Acquire();
            LockHold hold = AsSleeping(in _outer);
            _plain.Release();
            flow.Held.Select(held => held.Class!.Name).Should().Equal("more", "outer");

            hold.Release();
            flow.Held.Select(held => held.Class!.Name).Should().Equal("more");
            _more.Release();
        }).Should().BeEmpty();
    }

    [Fact]
    public void A_hold_that_comes_about_after_its_flow_has_left_the_thread_is_not_shown_there()
    {
        Run(flow =>
        {
            LockHold shared = Hold(in _other);
            LockHold pending = default;
            ExecutionContext? inside = null;
            ExecutionContext.Run(ExecutionContext.Capture()!, _ =>
            {
                pending = _outer.AcquireAsyncHeld();
                inside = ExecutionContext.Capture();
            }, null);
            ExecutionContext.Run(inside!, static _ => { }, null);
            OnAnotherThread(pending.MarkHeld);
            OnAnotherThread(shared.Release);

            flow.Held.Should().BeEmpty();
            pending.Release();
        }).Should().BeEmpty();
    }

    [Fact]
    public void A_scope_that_ends_on_another_thread_does_not_touch_the_one_where_it_began()
    {
        Run(flow =>
        {
            LockChecker before = flow.Checker;
            LockScope scope = LockScope.Begin(ownGraph: true);
            ExecutionContext inScope = ExecutionContext.Capture()!;
            _plain.Acquire();
            OnAnotherThread(() => ExecutionContext.Run(inScope, _ =>
            {
                LockFlow.Current.Checker.Should().BeSameAs(scope.Checker);
                scope.Dispose();
                LockFlow.Current.Checker.Should().NotBeSameAs(scope.Checker);
            }, null));
            _plain.Release();

            flow.Checker.Should().BeSameAs(scope.Checker, "its own thread has not left it");
            scope.Violations.Should().BeEmpty();
            using (LockScope.Begin())
            {
            }

            before.HeldLocksOfAllFlows().Should().BeEmpty();
        }).Should().BeEmpty();
    }

    [Fact]
    public async Task A_flow_that_comes_back_to_a_checker_is_not_listed_twice()
    {
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        var flow = new LockFlow(checker, "flow");
        await Task.Run(() =>
        {
            using (flow.MakeCurrent())
            {
                for (int i = 0; i < 10; i++)
                {
                    LockScope.Begin(ownGraph: true).Dispose();
                }

                _plain.Acquire();
                checker.HeldLocksOfAllFlows().Should().ContainSingle();
                _plain.Release();
            }
        });
    }

    private static IReadOnlyList<Violation> Run(Action<LockFlow> body)
    {
        var flow = new LockFlow(new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off }), "flow");
        LockChecker checker = flow.Checker;
        OnAnotherThread(() =>
        {
            using (flow.MakeCurrent())
            {
                body(flow);
            }
        });
        return checker.Violations;
    }

    private static LockHold Hold(in LockMap map)
    {
        LockHold hold = map.AcquireAsyncHeld();
        hold.MarkHeld();
        return hold;
    }

    private static LockHold AsSleeping(in LockMap map)
    {
        LockHold hold = map.AcquireAsyncHeld(new AcquireOptions(Outer: WaitType.Sleep));
        hold.MarkHeld();
        return hold;
    }

    /// <summary>Without the execution context of the caller.</summary>
    private static void OnAnotherThread(Action body)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                body();
            }
            catch (Exception e)
            {
                failure = e;
            }
        })
        { IsBackground = true };
        thread.UnsafeStart();
        thread.Join(TimeSpan.FromSeconds(30)).Should().BeTrue();
        failure.Should().BeNull();
    }
}
