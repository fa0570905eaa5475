using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Flows;

/// <summary>Which of the scopes around a piece of code hear of what is found in it.</summary>
public sealed class ScopeNestingTests
{
    private readonly LockChecker _checker = new(new LockCheckerOptions { Stacks = StackMode.Off });
    private readonly LockMap _a = new(new LockClass("A"));
    private readonly LockMap _b = new(new LockClass("B"));

    [Fact]
    public void A_finding_goes_to_the_scope_that_it_was_made_in_and_to_those_around_it()
    {
        using IDisposable _ = new LockFlow(_checker, "test").MakeCurrent();
        using LockScope outer = LockScope.Begin(name: "outer");
        using (LockScope inner = LockScope.Begin(name: "inner"))
        {
            _a.Release();
            inner.Violations.Should().ContainSingle().Which.Executions.Should().Equal("inner");
        }

        _b.Release();
        outer.Violations.SelectMany(static finding => finding.Executions).Should().Equal("inner", "outer");
    }

    [Fact]
    public void What_is_found_where_no_scope_is_can_be_asked_for()
    {
        using IDisposable _ = new LockFlow(_checker, "test").MakeCurrent();
        using (LockScope scope = LockScope.Begin())
        {
            _a.Release();
        }

        _checker.UnscopedViolations.Should().BeEmpty("the scope has it");
        _b.Release();
        _a.Release();

        _checker.UnscopedViolations.Should().ContainSingle("what a scope was told of is known").Which.Acquiring!.Class.Name.Should().Be("B");
    }

    [Fact]
    public void Code_without_a_context_on_the_thread_of_a_scope_is_not_taken_for_the_scopes()
    {
        using IDisposable _ = new LockFlow(_checker, "test").MakeCurrent();
        ExecutionContext outside = ExecutionContext.Capture()!;
        using LockScope scope = LockScope.Begin(name: "scope");

        ExecutionContext.Run(outside, _ => _a.Release(), null);
        _b.Release();

        _checker.Violations.SelectMany(static finding => finding.Executions).Should().Equal(_checker.Options.Execution, "scope");
        scope.Violations.Should().ContainSingle();
    }

    [Fact]
    public void A_scope_inside_another_does_not_swallow_what_is_found_in_it()
    {
        using IDisposable _ = new LockFlow(_checker, "test").MakeCurrent();
        using LockScope test = LockScope.Begin(name: "test");
        Pair(_a, _b);
        using (LockScope own = LockScope.Begin())
        {
            Pair(_b, _a);
            own.Violations.Should().ContainSingle();
        }

        test.Violations.Should().ContainSingle();
    }

    [Fact]
    public void A_scope_that_keeps_its_findings_is_the_last_to_hear_of_them()
    {
        using IDisposable _ = new LockFlow(_checker, "test").MakeCurrent();
        using LockScope test = LockScope.Begin(name: "test");
        using LockScope expecting = LockScope.Begin(keepsFindings: true);
        using LockScope innermost = LockScope.Begin();
        Pair(_a, _b);
        Pair(_b, _a);

        innermost.Violations.Should().ContainSingle();
        expecting.Violations.Should().ContainSingle();
        test.Violations.Should().BeEmpty();
    }

    [Fact]
    public void A_scope_with_a_graph_of_its_own_keeps_its_findings()
    {
        using IDisposable _ = new LockFlow(_checker, "test").MakeCurrent();
        using LockScope test = LockScope.Begin(name: "test");
        using LockScope own = LockScope.Begin(ownGraph: true);
        Pair(_a, _b);
        Pair(_b, _a);

        own.Violations.Should().ContainSingle();
        test.Violations.Should().BeEmpty();
    }

    private static void Pair(LockMap first, LockMap second)
    {
        first.Acquire();
        second.Acquire();
        second.Release();
        first.Release();
    }
}
