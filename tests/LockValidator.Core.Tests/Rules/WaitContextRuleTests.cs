using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Rules;

/// <summary>What may be waited for, given the context and what is held in it.</summary>
public sealed class WaitContextRuleTests
{
    public static TheoryData<string, string, string, string> Rows() => new RuleTable("P=raw Q=spin M=sleep X=async R=rcu O=override W=wait")
        .Reports("1: P M", ViolationKind.InvalidWaitContext)
        .Accepts("1: M P")
        .Accepts("1: P -P M")
        .Accepts("1: P M.try")
        .Reports("1: P M.timed", ViolationKind.InvalidWaitContext)
        .Reports("1: P Q", ViolationKind.InvalidWaitContext)
        .Accepts("1: P P2")
        .Reports("1: Q M", ViolationKind.InvalidWaitContext)
        .Accepts("1: Q P")
        .Accepts("1: Q Q2.try P")
        .Reports("1: M X", ViolationKind.InvalidWaitContext)
        .Accepts("1: X M")
        .Accepts("1: M W")

        // The strictest of all in the segment counts, not the newest.
        .Reports("1: P M.try Q", ViolationKind.InvalidWaitContext)
        .Accepts("1: M P.try P2")

        // An acquisition may need less than its class says, or more.
        .Accepts("1: P M.free")
        .Reports("1: P P2.sleep", ViolationKind.InvalidWaitContext)
        .Accepts("1: M X.sleep")

        // Read sections may be entered anywhere, and limit what is taken in them even though nothing depends on them.
        .Accepts("1: P R.rr.nochk")
        .Reports("1: R.rr.nochk M", ViolationKind.InvalidWaitContext)
        .Accepts("1: R.rr.nochk Q")

        // Contexts have levels; what the interrupted code holds does not count in them.
        .Reports("1: {hard Q }", ViolationKind.InvalidWaitContext)
        .Accepts("1: {hard P }")
        .Accepts("1: {hard.threaded Q }")
        .Reports("1: {soft M }", ViolationKind.InvalidWaitContext)
        .Accepts("1: {soft Q }")
        .Accepts("1: !hard P {soft Q }")
        .Reports("1: !hard {soft P Q }", ViolationKind.InvalidWaitContext)
        .Reports("1: {audio M }", ViolationKind.InvalidWaitContext)
        .Accepts("1: {idle M }")

        // A wait override replaces the level.
        .Accepts("1: P O.try M")
        .Reports("1: P O.try -O M", ViolationKind.InvalidWaitContext)
        .Reports("1: P O.try M -O", ViolationKind.InvalidWaitContext)
        .Accepts("1: P O.try M -M -O");

    [Theory, MemberData(nameof(Rows))]
    public void Each_script_is_judged_as_the_table_says(string kinds, string script, string live, string kernel) =>
        RuleTable.Check(kinds, script, live, kernel);

    [Theory]
    [InlineData("1: P Q", "InvalidWaitContext", "")]
    [InlineData("1: {hard Q }", "InvalidWaitContext", "")]
    [InlineData("1: P M", "InvalidWaitContext", "InvalidWaitContext")]
    [InlineData("1: Q M", "InvalidWaitContext", "InvalidWaitContext")]
    [InlineData("1: Q P", "", "")]
    public void Config_locks_are_told_from_spinning_ones_in_the_real_time_model_only(string script, string realTime, string standard)
    {
        const string Kinds = "P=raw Q=spin M=sleep";
        Script.Kinds(script, Kinds, options: new LockCheckerOptions { WaitModel = WaitModel.RealTime }).Should().Be(realTime);
        Script.Kinds(script, Kinds, options: new LockCheckerOptions { WaitModel = WaitModel.Standard }).Should().Be(standard);
    }

    [Fact]
    public void The_oldest_lock_that_allows_no_more_is_named()
    {
        Violation found = new Script("P=raw M=sleep S=sleep").Play("1: M P P2 S").Should().ContainSingle().Subject;

        found.WaitContext!.Available.Should().Be(WaitType.Spin);
        found.WaitContext.Required.Should().Be(WaitType.Sleep);
        found.WaitContext.Limit!.Class.Name.Should().Be("P");
        found.WaitContext.Context.Should().Be("task");
    }
}
