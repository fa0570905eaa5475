using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Rules;

/// <summary>The lock that is said to serialise a nesting.</summary>
public sealed class NestRuleTests
{
    public static TheoryData<string, string, string, string> Rows() => new RuleTable()
        .Reports("1: A^N", ViolationKind.NestLockNotHeld)
        .Accepts("1: N A^N")
        .Accepts("1: N A^N A#2^N A#3^N")
        .Reports("1: N A A#2^N", ViolationKind.NestMergeWithoutNest)
        .Reports("1: N A^N; 2: A^N", ViolationKind.NestLockNotHeld)

        // A nested acquisition makes no dependencies of its own.
        .Accepts("1: N A B A#2^N; 2: B -B A -A");

    [Theory, MemberData(nameof(Rows))]
    public void Each_script_is_judged_as_the_table_says(string kinds, string script, string live, string kernel) =>
        RuleTable.Check(kinds, script, live, kernel);

    [Fact]
    public void Nested_locks_of_one_class_are_counted_in_one_entry()
    {
        var script = new Script();
        script.Play("1: N A^N A#2^N A#3^N...").Should().BeEmpty();
        script.Flow("1").Flow.Held.Select(static h => h.Count).Should().Equal(1, 3);

        script.Play("1: -A#3 -A...").Should().BeEmpty();
        script.Flow("1").Flow.Held.Select(static h => h.Count).Should().Equal(1, 1);

        Script.KindsOf(script.Play("1: -A#2 -A#3")).Should().Be("UnbalancedRelease", "one too many");
    }
}
