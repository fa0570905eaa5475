using FluentAssertions;
using LockValidator.Core.Tests.Rules;
using Xunit;

namespace LockValidator.Core.Tests.Flows;

/// <summary>Scopes collect what a piece of code breaks.</summary>
public sealed class ScopeTests : IDisposable
{
    private readonly LockChecker _checker = new(new LockCheckerOptions { Stacks = StackMode.Off });
    private readonly LockMap _a = new(new LockClass("A"));
    private readonly LockMap _b = new(new LockClass("B"));

    [Fact]
    public void A_scope_collects_and_can_throw()
    {
        using IDisposable _ = new LockFlow(_checker, "test").MakeCurrent();
        using LockScope scope = LockScope.Begin();
        Pair(_a, _b);
        scope.ThrowIfAny();
        Pair(_b, _a);

        scope.Violations.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.CircularDependency);
        scope.Invoking(static s => s.ThrowIfAny()).Should().Throw<LockViolationException>();
        scope.Invoking(static s => s.ThrowIfAny(static v => v.Kind == ViolationKind.Recursion)).Should().NotThrow();
    }

    [Fact]
    public void The_second_scope_that_does_it_gets_the_finding_too()
    {
        using IDisposable _ = new LockFlow(_checker, "test").MakeCurrent();
        Pair(_a, _b);
        for (int i = 0; i < 3; i++)
        {
            using LockScope scope = LockScope.Begin(name: "scope");
            Pair(_b, _a);
            scope.Violations.Should().ContainSingle().Which.Known.Should().Be(i > 0);
        }

        using LockScope clean = LockScope.Begin();
        Pair(_a, _b);
        clean.Violations.Should().BeEmpty();
    }

    [Fact]
    public void A_scope_with_a_graph_of_its_own_learns_and_forgets()
    {
        using IDisposable _ = new LockFlow(_checker, "test").MakeCurrent();
        Pair(_a, _b);
        using (LockScope own = LockScope.Begin(ownGraph: true))
        {
            Pair(_b, _a);
            own.Violations.Should().BeEmpty("the order outside is not known in it");
            Pair(_a, _b);
            own.Violations.Should().ContainSingle();
            own.Checker.Should().NotBeSameAs(_checker);
        }

        _checker.Violations.Should().BeEmpty();
        _checker.Statistics.Dependencies.Should().Be(1);
    }

    [Fact]
    public void Locks_from_outside_count_for_recursion_in_an_own_graph_but_make_no_orders()
    {
        LockFlow flow = new(_checker, "test");
        using IDisposable _ = flow.MakeCurrent();
        _a.Acquire();
        using (LockScope own = LockScope.Begin(ownGraph: true))
        {
            _b.Acquire();
            _b.Release();
            own.Checker.Statistics.Dependencies.Should().Be(0);
            own.Violations.Should().BeEmpty();

            _a.Acquire();
            own.Violations.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.Recursion);
            _a.Release();
        }

        _a.Release();
        flow.HoldsNothing.Should().BeTrue();
        _checker.Violations.Should().BeEmpty();
    }

    [Fact]
    public void Locks_from_outside_count_for_wait_context_in_an_own_graph()
    {
        var raw = new LockMap(new LockClass("raw", LockKind.RawSpin));
        using IDisposable _ = new LockFlow(_checker, "test").MakeCurrent();
        raw.Acquire();
        using (LockScope own = LockScope.Begin(ownGraph: true))
        {
            _a.Acquire();
            own.Violations.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.InvalidWaitContext);
            _a.Release();
        }

        raw.Release();
    }

    [Fact]
    public void A_lock_that_outlives_its_scope_is_a_finding_of_the_scope()
    {
        using IDisposable _ = new LockFlow(_checker, "test").MakeCurrent();
        LockScope scope = LockScope.Begin(name: "leaky");
        _a.Acquire();
        scope.Dispose();
        scope.Violations.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.HeldAtScopeEnd);
        _a.Release();

        LockScope tidy = LockScope.Begin();
        _a.Acquire();
        _a.Release();
        tidy.Dispose();
        tidy.Violations.Should().BeEmpty();
    }

    [Fact]
    public void A_lock_that_outlives_its_scope_is_told_once_and_orders_nothing_more()
    {
        LockFlow flow = new(_checker, "leaks"), other = new(_checker, "other");
        using IDisposable _ = flow.MakeCurrent();
        using LockScope outer = LockScope.Begin(name: "outer");
        LockScope inner = LockScope.Begin(name: "inner");
        _a.Acquire();
        inner.Dispose();
        _b.Acquire();
        _b.Release();
        _checker.Snapshot().Dependencies.Should().BeEmpty("the scope's code is over");
        outer.Dispose();
        outer.Violations.Should().ContainSingle("it was found in the inner scope, once");
        _a.Release();
        flow.HoldsNothing.Should().BeTrue();

        other.Acquire(in _a);
        other.Acquire(in _b);
        _checker.Snapshot().Dependencies.Should().ContainSingle("what was left behind is no known chain of another flow");
        other.Release(in _b);
        other.Release(in _a);
        _checker.Violations.Should().ContainSingle();
    }

    [Fact]
    public void Reporters_of_the_checker_outside_hear_of_an_own_graph()
    {
        var added = new FindingCollector();
        using IDisposable reporter = _checker.AddReporter(added);
        using IDisposable _ = new LockFlow(_checker, "test").MakeCurrent();
        using LockScope own = LockScope.Begin(ownGraph: true);
        _a.Release();

        added.All.Should().ContainSingle();
    }

    [Fact]
    public async Task A_scope_follows_what_it_starts()
    {
        await using LockScope scope = LockScope.Begin(ownGraph: true);
        await Task.Run(() =>
        {
            Pair(_a, _b);
            Pair(_b, _a);
        });

        scope.Violations.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.CircularDependency);
    }

    [Fact]
    public void A_scope_that_its_flow_ends_on_another_thread_leaves_nothing_behind_on_either()
    {
        LockFlow began = new(_checker, "began"), ended = new(_checker, "ended");
        LockScope scope;
        ExecutionContext inside;
        using (began.MakeCurrent())
        {
            ExecutionContext outside = ExecutionContext.Capture()!;
            scope = LockScope.Begin(ownGraph: true, name: "moving");
            inside = ExecutionContext.Capture()!;
            ExecutionContext.Restore(outside);
            began.Checker.Should().BeSameAs(_checker, "the thread does other work meanwhile");
        }

        using (ended.MakeCurrent())
        {
            ExecutionContext outside = ExecutionContext.Capture()!;
            ExecutionContext.Restore(inside);
            ended.Checker.Should().BeSameAs(scope.Checker);
            scope.Dispose();
            ended.Checker.Should().BeSameAs(_checker, "the scope is over");
            ExecutionContext.Restore(outside);
        }

        using (began.MakeCurrent())
        {
            _a.Acquire();
            using (LockScope.Begin(name: "next"))
            {
            }

            _a.Release();
            Pair(_a, _b);
        }

        _checker.Violations.Should().BeEmpty();
        _checker.Snapshot().Dependencies.Should().ContainSingle();
    }

    [Fact]
    public void Witnesses_name_the_scope_that_they_were_seen_in()
    {
        using IDisposable _ = new LockFlow(_checker, "test").MakeCurrent();
        using (LockScope.Begin(name: "first"))
        {
            Pair(_a, _b);
        }

        using LockScope second = LockScope.Begin(name: "second");
        Pair(_b, _a);

        Violation finding = second.Violations.Should().ContainSingle().Subject;
        finding.Cycle.Select(static step => step.Witness.Execution).Should().BeEquivalentTo("first", "second");
        LockScope.Current.Should().BeSameAs(second);
        second.Name.Should().Be("second");
    }

    [Fact]
    public void A_scope_can_feed_a_checker_that_is_given()
    {
        using var other = new LockChecker(new LockCheckerOptions { DefaultPolicy = ViolationPolicy.Ignore });
        using IDisposable _ = new LockFlow(_checker, "test").MakeCurrent();
        using (LockScope scope = LockScope.Begin(other))
        {
            Pair(_a, _b);
            Pair(_b, _a);
            scope.Violations.Should().BeEmpty("they are dropped");
        }

        other.Snapshot().Dependencies.Should().ContainSingle();
        other.Snapshot().Contradicting.Should().ContainSingle().Which.From.Name.Should().Be("B");
        _checker.Snapshot().Classes.Should().BeEmpty();
    }

    [Fact]
    public void A_checker_that_was_fed_nothing_says_so_and_one_whose_scope_was_fed_does_not()
    {
        Violation blind = _checker.ReportIfNothingObserved("run")!;
        blind.Kind.Should().Be(ViolationKind.NothingObserved);
        blind.Executions.Should().Equal("run");
        _checker.Violations.Should().ContainSingle();

        using IDisposable _ = new LockFlow(_checker, "test").MakeCurrent();
        using (LockScope.Begin(ownGraph: true))
        {
            Pair(_a, _b);
        }

        _checker.ReportIfNothingObserved("run").Should().BeNull();
    }

    public void Dispose() => _checker.Dispose();

    private static void Pair(LockMap first, LockMap second)
    {
        first.Acquire();
        second.Acquire();
        second.Release();
        first.Release();
    }
}
