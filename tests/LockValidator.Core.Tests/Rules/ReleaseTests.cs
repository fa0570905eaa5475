using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Rules;

/// <summary>Releases in any order, by anybody.</summary>
public sealed class ReleaseTests
{
    public static TheoryData<string, string, string, string> Rows() => new RuleTable("P=raw M=sleep O=override")
        .Reports("1: -A", ViolationKind.UnbalancedRelease)
        .Accepts("1: A -A")
        .Reports("1: A -A -A", ViolationKind.UnbalancedRelease)
        .Reports("1: A...; 2: -A; 1: -A", ViolationKind.UnbalancedRelease)
        .Accepts("1: A...; 2: B -B; 1: -A")

        // Code in a context cannot release what the interrupted code took.
        .Reports("1: !hard A {hard B -A }", "UnbalancedRelease", "UnbalancedRelease")
        .Accepts("1: !hard A {hard B } -A")

        // The side must be the one that is held.
        .Reports("1: A -A.r", ViolationKind.ReadWriteMix)
        .Accepts("1: A.r -A.r")
        .Accepts("1: A.rr -A.r")

        // What stands above a released lock is validated anew.
        .Reports("1: C A; 2: A B.rr C -B", ViolationKind.CircularDependency)
        .Accepts("1: C A; 2: A B.rr C -C -B")
        .Reports("1: C A; 2: A B C -B", "CircularDependency CircularDependency", "CircularDependency CircularDependency")
        .Reports("1: P O.try M -O", ViolationKind.InvalidWaitContext)
        .Accepts("1: P O.try M -M -O")

        .Reports("1: A.r ~A", ViolationKind.DowngradeOfReader)
        .Accepts("1: A ~A")
        .Reports("1: ~A", ViolationKind.UnbalancedRelease);

    [Theory, MemberData(nameof(Rows))]
    public void Each_script_is_judged_as_the_table_says(string kinds, string script, string live, string kernel) =>
        RuleTable.Check(kinds, script, live, kernel);

    [Fact]
    public void The_flow_that_holds_the_lock_is_named()
    {
        Violation found = new Script().Play("1: A...; 2: -A").Should().ContainSingle().Subject;

        found.OtherFlow.Should().Be("flow 1");
    }

    [Fact]
    public void Releasing_in_the_order_of_taking_leaves_nothing_held()
    {
        var script = new Script();
        script.Play("1: A B C -A -B -C...").Should().BeEmpty();

        script.Flow("1").Flow.HoldsNothing.Should().BeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_taken_again_after_a_release_in_between_keeps_its_place(bool kernelRules)
    {
        var script = new Script(kernelRules: kernelRules);
        script.Play("1: A B C -B...").Should().BeEmpty();

        script.Flow("1").Flow.Held.Select(static h => h.Class!.Name).Should().Equal("A", "C");
    }
}
