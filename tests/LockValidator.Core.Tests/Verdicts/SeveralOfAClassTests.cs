using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Verdicts;

/// <summary>Cycles of classes in which flows hold or take several locks of one class. Each pair differs by one step; found by <see cref="OracleTests"/>.</summary>
public sealed class SeveralOfAClassTests
{
    [Theory]
    [InlineData("1: +a#2 +a +c -c -a -a#2; 2: +c +a#2 -a#2 -c", Verdict.Possible)]
    [InlineData("1: +a#3 +c -c -a#3; 2: +c +a#2 -a#2 -c", Verdict.InstancesDiffer)]
    public void Who_holds_two_of_a_class_is_waited_for_by_who_takes_either(string script, Verdict expected) => Said(script).Should().Be(expected);

    [Theory]
    [InlineData("1: +c +a +a#2 -a#2 -a -c; 2: +a#2 +c -c -a#2", Verdict.Possible)]
    [InlineData("1: +c +a -a -c; 2: +a#2 +c -c -a#2", Verdict.InstancesDiffer)]
    [InlineData("1: +c +a -a -c; 1: +c +a#2 -a#2 -c; 2: +a#2 +c -c -a#2", Verdict.Possible)]
    [InlineData("1: +c +a -a -c; 1: +c +a#3 -a#3 -c; 2: +a#2 +c -c -a#2", Verdict.InstancesDiffer)]
    public void The_second_lock_of_a_class_is_taken_under_what_is_below_the_first(string script, Verdict expected) => Said(script).Should().Be(expected);

    [Theory]
    [InlineData("1: +a +b -b -a; 2: +b +a#2 -a#2 -b; 3: +a#2 +a -a -a#2", Verdict.Possible)]
    [InlineData("3: +a#2 +a -a -a#2; 1: +a +b -b -a; 2: +b +a#2 -a#2 -b", Verdict.Possible)]
    [InlineData("1: +a +b -b -a; 2: +b +a#2 -a#2 -b; 3: +a#2 -a#2", Verdict.InstancesDiffer)]
    public void Who_waits_for_one_of_a_class_waits_for_what_its_holder_takes_of_it(string script, Verdict expected) => Said(script).Should().Be(expected);

    [Theory]
    [InlineData("1: +c +a#2 +b -b -a#2 -c; 3: +a#2 +b -b -a#2; 2: +b +a +c -c -a -b", Verdict.Possible)]
    [InlineData("1: +c +a#2 -a#2 -c; 3: +a#2 -a#2; 2: +b +a +c -c -a -b", Verdict.InstancesDiffer)]
    public void Two_cycles_that_are_harmless_each_can_be_one_behind_the_other(string script, Verdict expected) => Said(script).Should().Be(expected);

    /// <summary>The last verdict on a cycle; a nesting of two of one class is another finding.</summary>
    private static Verdict? Said(string script)
    {
        using Play play = new Play().Make("a a#2 a#3 b c").Do(script);
        return play.Reported.LastOrDefault(static finding => finding.Kind == ViolationKind.CircularDependency)?.Verdict;
    }
}
