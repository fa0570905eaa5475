using Xunit;

namespace LockValidator.Core.Tests.Rules;

/// <summary>A flow and what it holds already: live rules look at instances, kernel rules at classes.</summary>
public sealed class RecursionTests
{
    private const string None = "", Recursion = "Recursion", SameClass = "SameClassNesting", Mix = "ReadWriteMix";

    public static TheoryData<string, string, string, string> Rows() => new RuleTable("E=reentrant O=ordered")
        .Reports("1: A A", ViolationKind.Recursion)
        .Accepts("1: A -A A")
        .Reports("1: A A/1", Recursion, None)
        .Accepts("1: A A.try")
        .Reports("1: E E", None, Recursion)
        .Reports("1: A B A", Recursion, Recursion + " CircularDependency")
        .Reports("1: E B E", None, Recursion + " CircularDependency")

        // Another instance.
        .Reports("1: A A#2", SameClass, Recursion)
        .Accepts("1: A A#2/1")
        .Accepts("1: A A#2.try")
        .Reports("1: A B A#2", SameClass + " CircularDependency", Recursion + " CircularDependency")

        // An order function allows ascending instances.
        .Reports("1: O#2 O#1", SameClass, Recursion)
        .Accepts("1: O#1 O#2")
        .Accepts("1: O#1 O#2 O#3")
        .Reports("1: O#1 O#3 O#2", SameClass, Recursion)

        // Readers.
        .Reports("1: A.r A.r", ViolationKind.Recursion)
        .Accepts("1: A.r A.rr")
        .Accepts("1: A.rr A.rr")
        .Reports("1: A.rr A", ViolationKind.Recursion)
        .Reports("1: A.r A#2.r", SameClass, Recursion)
        .Accepts("1: A.r A#2.rr")
        .Reports("1: A A#2.rr", SameClass, Recursion)
        .Reports("1: A A.rr", Mix, Recursion)
        .Reports("1: E E.rr", None, Recursion)

        // The upgrade path.
        .Accepts("1: A.u")
        .Reports("1: A.u A", None, Recursion)
        .Reports("1: A.u A.u", Recursion, "Recursion Recursion")
        .Reports("1: A.r A", ViolationKind.Recursion)
        .Reports("1: A.u A.r", None, Recursion)

        // A nest lock that is held first serialises all instances.
        .Accepts("1: N A B A#2^N")
        .Reports("1: N A B A#2", SameClass + " CircularDependency", Recursion + " CircularDependency")
        .Reports("1: A N A#2^N", SameClass + " CircularDependency", Recursion + " CircularDependency");

    [Theory, MemberData(nameof(Rows))]
    public void Each_script_is_judged_as_the_table_says(string kinds, string script, string live, string kernel) =>
        RuleTable.Check(kinds, script, live, kernel);

}
