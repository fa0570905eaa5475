using System.Globalization;
using FluentAssertions;
using LockValidator.Core.Tests.Verdicts;
using Xunit;

[assembly: LockValidator.AllowLockOrder("in-code-A", "in-code-B", "written beside the code")]
[assembly: LockValidator.AllowLockOrder("in-code-C", "in-code-D", "over", Expires = "2020-01-01")]

namespace LockValidator.Core.Tests.Baselines;

/// <summary>What an allowance is about, what it is not about, and that it hides nothing.</summary>
public sealed class AllowanceTests
{
    private const string Inversion = "1: +a +b -b -a; 2: +b +a -a -b";

    [Theory]
    [InlineData(Inversion, """{ "classes": ["a", "b"], "reason": "r" }""", true)]
    [InlineData(Inversion, """{ "classes": ["b", "a"], "reason": "r" }""", true)]
    [InlineData(Inversion, """{ "rule": "LV0001", "reason": "r" }""", true)]
    [InlineData(Inversion, """{ "rule": "circulardependency", "classes": ["a", "b"], "reason": "r" }""", true)]

    // One class more or less, another rule, another class: another finding.
    [InlineData(Inversion, """{ "classes": ["a", "b", "c"], "reason": "r" }""", false)]
    [InlineData(Inversion, """{ "classes": ["a"], "reason": "r" }""", false)]
    [InlineData(Inversion, """{ "classes": ["a", "c"], "reason": "r" }""", false)]
    [InlineData(Inversion, """{ "rule": "LV0004", "classes": ["a", "b"], "reason": "r" }""", false)]
    [InlineData("1: +a +b -b -a; 2: +b +c -c -b; 3: +c +a -a -c", """{ "classes": ["b", "c", "a"], "reason": "r" }""", true)]
    [InlineData("1: +a +b -b -a; 2: +b +c -c -b; 3: +c +a -a -c", """{ "classes": ["a", "c", "b"], "reason": "r" }""", false)]
    [InlineData("1: +a +b -b -a; 2: +b +c -c -b; 3: +c +a -a -c", """{ "classes": ["a", "b"], "reason": "r" }""", false)]
    [InlineData("1: +a#1 +a#2 -a#2 -a#1; 2: +a#2 +a#1 -a#1 -a#2", """{ "classes": ["a"], "reason": "r" }""", true)]
    [InlineData("1: +a#1 +a#2 -a#2 -a#1; 2: +a#2 +a#1 -a#1 -a#2", """{ "classes": ["b"], "reason": "r" }""", false)]
    public void An_entry_is_about_exactly_its_classes_and_rule(string script, string entry, bool isAllowed)
    {
        using var play = new Play(baseline: Allowing(entry));
        play.Do(script);

        Violation last = play.Last;
        last.Allowed.Should().Be(isAllowed ? "r" : null);
        last.FailsBuilds.Should().Be(!isAllowed);
        last.Verdict.Should().Be(Verdict.Possible, "an allowance changes no verdict");
    }

    [Theory]
    [InlineData("2026-12-01", true)]
    [InlineData("2026-11-30", true)]
    [InlineData("2026-11-29", false)]
    public void An_entry_counts_up_to_its_last_day(string day, bool isAllowed)
    {
        using var play = new Play(baseline: Allowing($$"""{ "classes": ["a", "b"], "reason": "r", "expires": "{{day}}" }"""), clock: new SetClock("2026-11-30T23:59:59Z"));
        play.Do(Inversion);

        play.Last.FailsBuilds.Should().Be(!isAllowed);
        play.Last.Expired.Should().Be(isAllowed ? null : DateOnly.Parse(day, CultureInfo.InvariantCulture));
        play.Checker.StaleAllowances.Should().HaveCount(isAllowed ? 0 : 1);
    }

    [Fact]
    public void What_expires_while_the_program_runs_fails_from_then_on()
    {
        var clock = new SetClock("2026-11-30T12:00:00Z");
        using var play = new Play(baseline: Allowing("""{ "classes": ["a", "b"], "reason": "r", "expires": "2026-11-30" }"""), clock: clock);
        play.Do(Inversion).Last.FailsBuilds.Should().BeFalse();
        clock.Now = clock.Now.AddDays(1);
        play.Do("2: +b +a -a -b");

        play.Last.FailsBuilds.Should().BeTrue();
        play.Last.Known.Should().BeFalse("it is another matter than it was, and logs are to tell it");
    }

    [Fact]
    public void An_allowed_finding_throws_nothing_and_is_listed()
    {
        using var play = new Play(ViolationPolicy.Throw, Allowing("""{ "classes": ["a", "b"], "reason": "r" }"""));
        play.Do(Inversion);

        play.Checker.Violations.Should().ContainSingle().Which.Allowed.Should().Be("r");
        play.Checker.StaleAllowances.Should().BeEmpty();
        TextReport.Render(play.Last).Should().Contain("Allowed, nothing fails of it: r");
        using var other = new Play(ViolationPolicy.Throw, Allowing("""{ "classes": ["a", "c"], "reason": "r" }"""));
        other.Invoking(static it => it.Do(Inversion)).Should().Throw<LockViolationException>();
        other.Checker.StaleAllowances.Should().ContainSingle();
    }

    [Fact]
    public void An_allowed_cycle_hides_no_other_one_through_the_same_order()
    {
        using var play = new Play(baseline: Allowing("""{ "classes": ["a", "b"], "reason": "r" }"""));
        play.Do(Inversion);
        play.Reported.Should().OnlyContain(static finding => !finding.FailsBuilds);
        play.Do("3: +a +c -c -a; 4: +c +b -b -c");

        Violation real = play.Reported.Should().ContainSingle(static finding => finding.FailsBuilds).Subject;
        real.Cycle.Select(static step => step.From.Name).Should().BeEquivalentTo("a", "b", "c");
    }

    [Fact]
    public void Of_several_ways_round_the_one_that_is_not_allowed_is_told()
    {
        using var play = new Play(baseline: Allowing("""{ "classes": ["a", "b"], "reason": "r" }"""));
        play.Do("1: +a +b -b -a; 2: +a +c -c -a; 3: +c +b -b -c; 4: +b +a -a -b");

        play.Reported.Should().ContainSingle(static finding => finding.FailsBuilds).Which.Cycle.Should().HaveCount(3);
    }

    [Fact]
    public void A_walk_of_the_allowed_order_under_no_gate_stays_allowed()
    {
        using var play = new Play(baseline: Allowing("""{ "classes": ["a", "b"], "reason": "r" }"""));
        play.Do("1: +g +a +b -b -a -g; 2: +g +b +a -a -b -g").Verdict.Should().Be(Verdict.GateProtected);
        play.Do("2: +b +a -a -b; 1: +a +b -b -a");

        play.Verdict.Should().Be(Verdict.Possible);
        play.Reported.Should().OnlyContain(static finding => finding.Allowed == "r" && !finding.FailsBuilds);
    }

    [Theory]
    [InlineData("1: +t +a#1 +a#2 -a#2 -a#1 -t; 2: +t +a#2 +a#1 -a#1 -a#2 -t", true)]
    [InlineData("1: +a#1 +a#2 -a#2 -a#1; 2: +a#2 +a#1 -a#1 -a#2", false)]
    public void A_nesting_rule_asks_for_the_lock_that_it_names(string script, bool isAllowed)
    {
        using var play = new Play(baseline: LockBaseline.Parse("""{ "nesting": [{ "class": "a", "under": "t", "reason": "r" }] }"""));
        play.Do(script);

        play.Last.Kind.Should().Be(ViolationKind.SameClassNesting);
        play.Reported.Any(static finding => finding.FailsBuilds).Should().Be(!isAllowed);
    }

    [Fact]
    public void A_finding_that_was_allowed_under_a_lock_is_new_without_it()
    {
        using var play = new Play(baseline: LockBaseline.Parse("""{ "nesting": [{ "class": "a", "under": "t", "reason": "r" }] }"""));
        play.Do("1: +t +a#1 +a#2 -a#2 -a#1 -t; 2: +t +a#2 +a#1 -a#1 -a#2 -t; 3: +a#2 +a#1 -a#1 -a#2");

        play.Last.Should().BeEquivalentTo(new { FailsBuilds = true, Known = false });
    }

    [Fact]
    public void A_wait_context_can_be_allowed_by_rule_and_classes()
    {
        LockBaseline baseline = Allowing("""{ "rule": "LV0004", "classes": ["spin", "sleep"], "reason": "r" }""");
        using var checker = new LockChecker(new LockCheckerOptions { Baseline = baseline, DefaultPolicy = ViolationPolicy.Throw });
        var flow = new LockFlow(checker, "1");
        var spin = new LockMap(new LockClass("spin", LockKind.Spin));
        var sleep = new LockMap(new LockClass("sleep"));
        var other = new LockMap(new LockClass("other"));
        flow.Acquire(in spin);
        flow.Acquire(in sleep);

        checker.Violations.Should().ContainSingle().Which.Allowed.Should().Be("r");
        flow.Invoking(it => it.Acquire(in other)).Should().Throw<LockViolationException>();
    }

    [Theory]
    [InlineData("in-code-A", "in-code-B", true)]
    [InlineData("in-code-C", "in-code-D", false)]
    [InlineData("in-code-A", "in-code-D", false)]
    public void An_attribute_of_an_assembly_allows_the_cycle_of_two(string a, string b, bool isAllowed)
    {
        using var play = new Play();
        play.Do(Inversion.Replace("+a", "+" + a).Replace("-a", "-" + a).Replace("+b", "+" + b).Replace("-b", "-" + b));

        play.Last.Allowed.Should().Be(isAllowed ? "written beside the code" : null);
        play.Checker.StaleAllowances.Should().BeEmpty("what stands in code is of use to other programs");
    }

    [Theory]
    [InlineData("A", "B", "r", "2027-01-31", null)]
    [InlineData("A", "B", "r", null, null)]
    [InlineData("A", "B", "r", "soon", "'soon', which is no day")]
    [InlineData("A", "B", " ", null, "gives no reason")]
    [InlineData("", "B", "r", null, "names no two classes")]
    public void An_attribute_that_cannot_be_meant_counts_never_and_is_told(string first, string second, string reason, string? expires, string? told)
    {
        var said = new List<string>();
        LockAllowance? read = CodeAllowances.Of(new AllowLockOrderAttribute(first, second, reason) { Expires = expires }, "Shop", said.Add);

        (read is null).Should().Be(told is not null);
        string.Concat(said).Contains(told ?? "", StringComparison.Ordinal).Should().BeTrue();
        said.Should().HaveCount(told is null ? 0 : 1);
    }

    [Theory]
    [InlineData("1: +b +a -a -b", true)]
    [InlineData("1: +a +b -b -a", false)]
    [InlineData("1: +c -c; 2: +c +a -a -c", true)]
    [InlineData("1: +c -c; 2: +a +c -c -a", false)]
    public void A_declared_order_counts_from_when_its_classes_are_met(string script, bool isBroken)
    {
        using var play = new Play(baseline: LockBaseline.Parse("""{ "orders": [["a", "b", "c"]] }"""));
        play.Do(script);

        play.Reported.Select(static finding => finding.Kind).Should().Equal(isBroken ? [ViolationKind.DeclaredOrderViolation] : []);
    }

    [Fact]
    public void An_allowed_breach_of_a_declared_order_hides_no_other_cycle()
    {
        using var play = new Play(baseline: LockBaseline.Parse("""{ "orders": [["a", "b"]], "allow": [{ "rule": "LV0023", "classes": ["a", "b"], "reason": "r" }] }"""));
        play.Do("1: +b +a -a -b");
        play.Reported.Should().OnlyContain(static finding => !finding.FailsBuilds);
        play.Do("2: +a +c -c -a; 3: +c +b -b -c");

        play.Reported.Should().ContainSingle(static finding => finding.FailsBuilds).Which.Kind.Should().Be(ViolationKind.CircularDependency);
    }

    private static LockBaseline Allowing(string entry)
    {
        LockBaseline baseline = LockBaseline.Parse($$"""{ "allow": [{{entry}}] }""");
        baseline.Problems.Should().BeEmpty();
        return baseline;
    }

    private sealed class SetClock(string now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
