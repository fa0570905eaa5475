using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Rules;

/// <summary>Circular order over strong paths.</summary>
public sealed class OrderRuleTests
{
    public static TheoryData<string, string, string, string> Rows() => new RuleTable()
        .Reports("1: A B; 2: B A", ViolationKind.CircularDependency)
        .Accepts("1: A B; 2: A B")
        .Reports("1: A B; 2: B C; 3: C A", ViolationKind.CircularDependency)
        .Accepts("1: A B; 2: B C; 3: A C")
        .Reports("1: A B; 2: C D; 3: B C; 4: D A", ViolationKind.CircularDependency)
        .Accepts("1: A B; 2: C D; 3: B C; 4: A D")

        // One flow alone is enough: classes are judged, not threads.
        .Reports("1: A B; 1: B A", ViolationKind.CircularDependency)

        // Who gives up waits for nobody; who waits for a time does.
        .Reports("1: A B; 2: B A.timed", ViolationKind.CircularDependency)
        .Accepts("1: A B; 2: B A.try")
        .Reports("1: A.try B; 2: B A", ViolationKind.CircularDependency)
        .Accepts("1: A B.try; 2: B A")
        .Reports("1: A T.try B; 2: B A", ViolationKind.CircularDependency)
        .Accepts("1: A T.try B.try; 2: B A")

        // An unchecked hold is transparent: what stands below it is depended on, it itself is not.
        .Reports("1: A R.rr.nochk B; 2: B A", ViolationKind.CircularDependency)
        .Reports("1: R B; 2: B R", ViolationKind.CircularDependency)
        .Accepts("1: R.nochk B; 2: B R")
        .Accepts("1: R B; 2: B R.nochk")

        // Readers. A recursive one is stopped by an exclusive holder only.
        .Reports("1: A B.r; 2: B.r A", ViolationKind.CircularDependency)
        .Accepts("1: A B.rr; 2: B.r A")
        .Reports("1: A B.rr; 2: B A", ViolationKind.CircularDependency)
        .Reports("1: A.r B; 2: B A.r", ViolationKind.CircularDependency)
        .Accepts("1: A.r B; 2: B A.rr")

        // A class that was first reached over a recursive reader is looked at again over a stronger path.
        .Reports("1: A B.rr; 2: A C; 3: C B; 4: B.r D; 5: D A", ViolationKind.CircularDependency)
        .Accepts("1: A B.rr; 3: C B; 4: B.r D; 5: D A")

        // Code in a context does not depend on what the interrupted code holds.
        .Reports("1: !hard A B; 2: !hard B A", ViolationKind.CircularDependency)
        .Accepts("1: !hard A {hard B }; 2: !hard B A")

        // Waiting for all holders, and code that might take it.
        .Reports("1: A =B; 2: B A", ViolationKind.CircularDependency)
        .Accepts("1: A =B.nochk; 2: B A")
        .Reports("1: A ?B; 2: B A", ViolationKind.CircularDependency)
        .Accepts("1: ?B A; 2: B A")

        // Downgraded, it stops recursive readers no more.
        .Reports("1: A B; 2: B A.rr", ViolationKind.CircularDependency)
        .Accepts("1: A ~A B; 2: B A.rr")

        // Subclasses are classes.
        .Reports("1: A/1 B; 2: B A/1", ViolationKind.CircularDependency)
        .Accepts("1: A/1 B; 2: B A/2");

    [Theory, MemberData(nameof(Rows))]
    public void Each_script_is_judged_as_the_table_says(string kinds, string script, string live, string kernel) =>
        RuleTable.Check(kinds, script, live, kernel);

    [Theory]
    [InlineData("1: A B C", "A>B:EN B>C:EN")]
    [InlineData("1: A B.try C", "A>C:EN B>C:EN")]
    [InlineData("1: A B.nochk C", "A>C:EN")]
    [InlineData("1: A B C.try", "A>B:EN")]
    [InlineData("1: A B.r; 2: A.r B; 3: A B.rr; 4: A.r B.rr", "A>B:ER+EN+SR+SN")]
    [InlineData("1: A B C -B", "A>B:EN A>C:EN B>C:EN")]
    [InlineData("1: A B =C", "A>B:EN B>C:EN")]
    public void The_walk_down_stops_at_the_first_lock_that_waited(string script, string edges)
    {
        foreach (bool kernelRules in (bool[])[false, true])
        {
            var played = new Script(kernelRules: kernelRules);
            played.Play(script);

            played.Edges.Should().Be(edges, "kernel rules: {0}", kernelRules);
        }
    }
}
