using FluentAssertions.Execution;

namespace LockValidator.FluentAssertions.Tests;

public sealed class FindingAssertionsTests
{
    private readonly ValidatedLock _a = new("A");
    private readonly ValidatedLock _b = new("B");

    [Fact]
    public void A_clean_scope_has_no_violations_and_a_failing_one_shows_the_report()
    {
        using LockScope scope = LockScope.Begin(ownGraph: true);
        Take(_a, _b);
        scope.Should().HaveNoViolations();
        Take(_b, _a);

        string message = Failure(() =>
            scope.Should().HaveNoViolations("the bank moves money in one {0}", "order"));

        message.Should().StartWith(
            "Expected scope to have no lock violations because the bank moves money in one order, but there is one:\n\n" +
            "possible deadlock: A is acquired while B is held; the opposite order was seen before\nLV0001 CircularDependency, possible")
            .And.EndWith("docs/rules/LV0001.md");
    }

    [Fact]
    public void A_violation_can_be_demanded_with_its_locks()
    {
        using LockScope scope = LockScope.Begin(ownGraph: true);
        Take(_a, _b);
        Take(_b, _a);

        scope.Should().HaveViolation(ViolationKind.CircularDependency).Involving("A", "B").Which.Acquiring!.Class.Name.Should().Be("A");
        scope.Should().HaveViolation(ViolationKind.CircularDependency).And.Subject.Should().BeSameAs(scope);

        Failure(() =>
            scope.Should().HaveViolation(ViolationKind.Recursion, "it is taken twice")).Should().Be(
            "Expected scope to have a violation LV0002 Recursion because it is taken twice, but found LV0001 CircularDependency of B, A.");
        Failure(() =>
            scope.Should().HaveViolation(ViolationKind.CircularDependency).Involving("A", "C")).Should().Be(
            "Expected scope to have a violation LV0001 CircularDependency involving A and C, but found LV0001 CircularDependency of B, A.");
    }

    [Fact]
    public void Where_nothing_was_found_it_says_so()
    {
        using LockScope scope = LockScope.Begin(ownGraph: true);

        Failure(() =>
            scope.Should().HaveViolation(ViolationKind.CircularDependency)).Should().Be(
            "Expected scope to have a violation LV0001 CircularDependency, but nothing was found.");
    }

    [Fact]
    public void A_scope_that_observed_no_lock_is_not_called_clean()
    {
        using LockScope scope = LockScope.Begin(ownGraph: true);

        Failure(() =>
            scope.Should().HaveNoViolations()).Should().Be("Expected scope to have no lock violations, but it observed no lock at all, so nothing was checked.");
        using (_a.EnterScope())
        {
        }

        scope.Should().HaveNoViolations();
    }

    [Fact]
    public void A_subject_that_is_null_fails_and_does_not_throw()
    {
        LockScope scope = null!;
        GraphSnapshot graph = null!;

        Failure(() =>
            scope.Should().HaveNoViolations("it was begun")).Should().Be("Expected scope to have no lock violations because it was begun, but it is <null>.");
        Failure(() =>
            scope.Should().HaveViolation(ViolationKind.Recursion)).Should().Be("Expected scope to have a violation LV0002 Recursion, but it is <null>.");
        Failure(() =>
            graph.Should().BeAcyclic()).Should().Be("Expected graph to be acyclic, but it is <null>.");
        Failure(() =>
            graph.Should().Order("A").Before("B")).Should().Be("Expected graph to order A before B, but it is <null>");
    }

    [Fact]
    public void An_assertion_scope_is_told_once_that_a_violation_is_missing()
    {
        using LockScope scope = LockScope.Begin(ownGraph: true);
        Take(_a, _b);

        Failure(() =>
        {
            using var together = new AssertionScope();
            scope.Should().HaveViolation(ViolationKind.CircularDependency).Involving("A", "B");
            scope.Checker.Snapshot().Should().Order("B").Before("A");
        }).Should().MatchRegex("^Expected scope to have a violation LV0001 CircularDependency, but nothing was found\\.\\r?\\nExpected .* to order B before A, but the opposite order was seen");
    }

    [Fact]
    public void A_checker_can_be_asked_as_well()
    {
        var script = new LockScript();
        LockChecker checker = script.Checker;
        script.Play("1: A{B; 2: A".Replace("{", " ", StringComparison.Ordinal));
        checker.Should().HaveNoViolations();
        script.Play("1: -A; 1: -B");

        Failure(() =>
            checker.Should().HaveNoViolations()).Should().StartWith("Expected checker to have no lock violations, but there are 2:\n\nfinding 1 of 2\n");
    }

    private static string Failure(Action assertion) => assertion.Should().Throw<global::Xunit.Sdk.XunitException>().Which.Message;

    private static void Take(ValidatedLock first, ValidatedLock second)
    {
        using (first.EnterScope())
        using (second.EnterScope())
        {
        }
    }
}
