using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Rules;

/// <summary>Classes that are taken in interrupt-like contexts, and held while these can interrupt.</summary>
public sealed class UsageRuleTests
{
    private const string None = "", Inconsistent = "InconsistentUsage", Inversion = "UsageInversion";

    public static TheoryData<string, string, string, string> Rows() => new RuleTable("L=percpu")
        // One class.
        .Reports("1: A; 2: {hard A }", ViolationKind.InconsistentUsage)
        .Accepts("1: !hard A; 2: {hard A }")
        .Reports("1: {hard A }; 2: A", ViolationKind.InconsistentUsage)
        .Accepts("1: {hard A }; 2: {hard A }")
        .Accepts("1: A; 2: {hard A.try }")
        .Accepts("1: A; 2: {hard A.nochk }")
        .Reports("1: A.try; 2: {hard A }", ViolationKind.InconsistentUsage)
        .Accepts("1: =A; 2: {hard A }")
        .Reports("1: {soft A }; 2: A", ViolationKind.InconsistentUsage)
        .Accepts("1: {soft A }; 2: !soft A")
        .Accepts("1: {soft A }; 2: !hard A")
        .Reports("1: {audio A }; 2: A", ViolationKind.InconsistentUsage)
        .Accepts("1: {audio A }; 2: !audio A")
        .Reports("1: {audio A }; 2: !hard A", ViolationKind.InconsistentUsage)

        // Enabling marks what is held.
        .Reports("1: {hard A }; 2: !hard A +hard", ViolationKind.InconsistentUsage)
        .Accepts("1: {hard A }; 2: !hard A -A +hard")
        .Reports("1: {soft A }; 2: !hard A +hard", ViolationKind.InconsistentUsage)
        .Accepts("1: {soft A }; 2: !soft !hard A +hard -A")
        .Reports("1: {soft A }; 2: !soft A +soft", ViolationKind.InconsistentUsage)
        .Accepts("1: {hard A }; 2: !hard A.nochk +hard")

        // Readers.
        .Reports("1: A.r; 2: {hard A }", ViolationKind.InconsistentUsage)
        .Reports("1: A; 2: {hard A.rr }", ViolationKind.InconsistentUsage)
        .Accepts("1: A.r; 2: {hard A.rr }")
        .Reports("1: A.r; 2: {hard A.r }", ViolationKind.UsageInversion)
        .Reports("1: {hard A.rr }; 2: A", ViolationKind.InconsistentUsage)
        .Accepts("1: {hard A.rr }; 2: A.r")
        .Reports("1: A.r; 2: {hard A.rr }; 3: {hard A.r }", Inversion, None)
        .Reports("1: {hard A.r }; 2: A.r", Inversion, None)

        // A path between the two.
        .Reports("1: !hard A B; 2: B; 3: {hard A }", ViolationKind.UsageInversion)
        .Accepts("1: !hard A B; 2: !hard B; 3: {hard A }")
        .Accepts("1: !hard B A; 2: B; 3: {hard A }")
        .Reports("1: !hard A B; 2: {hard A }; 3: B", ViolationKind.UsageInversion)
        .Accepts("1: !hard A B; 2: {hard A }; 3: !hard B")
        .Accepts("1: !hard B A; 2: {hard A }; 3: B")
        .Reports("1: !hard A M; 2: !hard M B; 3: B; 4: {hard A }", ViolationKind.UsageInversion)
        .Accepts("1: !hard A L; 2: !hard L B; 3: B; 4: {hard A }")
        .Reports("1: {hard A }; 2: B; 3: !hard A B", ViolationKind.SafeToUnsafeOrder)
        .Accepts("1: {hard A }; 2: B; 3: !hard B A")
        .Accepts("1: {soft A }; 2: !soft B; 3: !soft A B")
        .Reports("1: {hard A }; 2: B; 3: !hard M B; 4: !hard A M", ViolationKind.SafeToUnsafeOrder)
        .Reports("1: {hard A }; 2: B; 3: !hard A M; 4: !hard M B", ViolationKind.SafeToUnsafeOrder)
        .Accepts("1: {hard A }; 2: B; 3: !hard A L; 4: !hard L B")

        // The path must be strong.
        .Reports("1: !hard A B.rr; 2: B; 3: {hard A }", ViolationKind.UsageInversion)
        .Accepts("1: !hard A B.rr; 2: B.r; 3: {hard A }")
        .Reports("1: !hard A B.r; 2: B.r; 3: {hard A }", ViolationKind.UsageInversion)
        .Reports("1: {hard A.rr }; 2: B; 3: !hard A B", ViolationKind.SafeToUnsafeOrder)
        .Accepts("1: {hard A.rr }; 2: B; 3: !hard A.r B")

        // Through two contexts of their own: each can interrupt a holder of what the other waits for. The kernel has no such pair.
        .Accepts("1: {audio !pulse A }; 2: {pulse B }")
        .Accepts("1: {audio A }; 2: {pulse !audio B }")
        .Reports("1: {audio A }; 2: {pulse B }", ViolationKind.UsageInversion)

        // Nothing is tracked in a non-maskable interrupt, but it must not wait for what is used outside.
        .Reports("1: A; 2: {nmi A }", ViolationKind.InconsistentUsage)
        .Accepts("1: A; 2: {nmi A.try }")
        .Accepts("1: B; 2: {nmi A }")
        .Accepts("1: A.r; 2: {nmi A.r }")
        .Reports("1: A.r; 2: {nmi A }", Inconsistent, Inconsistent);

    [Theory, MemberData(nameof(Rows))]
    public void Each_script_is_judged_as_the_table_says(string kinds, string script, string live, string kernel) =>
        RuleTable.Check(kinds, script, live, kernel);

    [Fact]
    public void Both_ends_and_the_path_of_an_inversion_are_named_forwards()
    {
        UsageDetail usage = new Script().Play("1: !hard A M; 1: !hard M B; 2: B; 3: {hard A }").Should().ContainSingle().Subject.Usage!;

        (usage.Safe.Name, usage.Unsafe.Name, usage.State, usage.Forwards).Should().Be(("A", "B", "HARDIRQ", true));
        usage.Path.Select(static step => step.To.Name).Should().Equal("M", "B");
    }

    [Fact]
    public void Both_ends_and_the_path_of_an_inversion_are_named_backwards()
    {
        UsageDetail usage = new Script().Play("1: !hard A M; 1: !hard M B; 2: {hard A }; 3: B").Should().ContainSingle().Subject.Usage!;

        (usage.Safe.Name, usage.Unsafe.Name, usage.State, usage.Forwards).Should().Be(("A", "B", "HARDIRQ", false));
        usage.Path.Select(static step => step.To.Name).Should().Equal("M", "B");
    }

    [Fact]
    public void All_four_classes_of_a_safe_to_unsafe_order_are_named()
    {
        const string Setup = "1: {hard S }; 1: U; 2: !hard S P; 2: !hard N U;";
        UsageDetail usage = new Script().Play(Setup + "3: !hard P N").Should().ContainSingle().Subject.Usage!;

        (usage.Safe.Name, usage.Previous!.Name, usage.Next!.Name, usage.Unsafe.Name).Should().Be(("S", "P", "N", "U"));
    }

    [Fact]
    public void A_cycle_through_two_contexts_names_both()
    {
        UsageDetail usage = new Script().Play("1: {audio A }; 2: {pulse B }").Should().ContainSingle().Subject.Usage!;

        new[] { usage.Context, usage.ThroughContext }.Should().BeEquivalentTo("audio", "pulse");
    }

    [Theory]
    [InlineData("1: {hard A }", "-.....")]
    [InlineData("1: {hard A.rr }", ".-....")]
    [InlineData("1: !soft A", "+.....")]
    [InlineData("1: !soft A.r", ".+....")]
    [InlineData("1: {soft A }", "+.-...")]
    [InlineData("1: A; 2: {soft A }", "+.?...")]
    public void Letters_tell_the_contexts(string script, string letters)
    {
        var played = new Script();
        played.Play(script);

        played.Checker.Snapshot().Classes.Should().ContainSingle().Subject.Usage[..4].Should().Be(letters[..4]);
    }
}
