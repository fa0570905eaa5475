using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Verdicts;

/// <summary>Each verdict beside what differs by one step and is another one.</summary>
public sealed class VerdictTests
{
    private const string AB = "+a +b -b -a";
    private const string BA = "+b +a -a -b";
    private const string GateAB = "+g +a +b -b -a -g";
    private const string GateBA = "+g +b +a -a -b -g";

    [Theory]
    [InlineData($"1: {AB}; 2: {BA}", Verdict.Possible)]

    // A gate, and what is none: another one, a reader's on both sides, one side without it.
    [InlineData($"1: {GateAB}; 2: {GateBA}", Verdict.GateProtected)]
    [InlineData($"1: {GateAB}; 2: +h +b +a -a -b -h", Verdict.Possible)]
    [InlineData("1: +g:r +a +b -b -a -g; 2: +g:r +b +a -a -b -g", Verdict.Possible)]
    [InlineData("1: +g:r +a +b -b -a -g; 2: +g +b +a -a -b -g", Verdict.GateProtected)]
    [InlineData($"1: {GateAB}; 2: {BA}", Verdict.Possible)]
    [InlineData($"1: {GateAB}; 2: {GateBA}; 3: {BA}", Verdict.Possible)]
    [InlineData($"1: {GateAB}; 2: {GateBA}; 3: {AB}", Verdict.Possible)]
    [InlineData($"1: {GateAB}; 2: {GateBA}; 3: {GateAB}", Verdict.GateProtected)]

    // Whoever upgrades has the slot alone; a plain reader has not.
    [InlineData("1: +a:u +b +a:x -a -b -a; 2: +a:u +b +a:x -a -b -a", Verdict.GateProtected)]
    [InlineData("1: +a:u +b +a:x -a -b -a; 2: +a:r +b -b -a", Verdict.Possible)]

    // One flow alone.
    [InlineData($"1: {AB} {BA}", Verdict.SingleFlow)]
    [InlineData($"1: {AB} {BA}; 2: {BA}", Verdict.Possible)]
    [InlineData($"1: {AB} {BA}; 2: {AB}", Verdict.Possible)]
    [InlineData($"1: {AB}; 2: {AB}; 1: {BA}", Verdict.Possible)]
    [InlineData($"1: {AB}; 2: {AB}", null)]
    [InlineData($"pool1: {AB} {BA}", Verdict.Possible)]

    // Start and join.
    [InlineData($"1: {AB}; 1 starts 2; 2: {BA}", Verdict.OrderedByStartJoin)]
    [InlineData($"1 starts 2; 1: {AB}; 2: {BA}", Verdict.Possible)]
    [InlineData($"1: {AB}; 1 starts 2; 1: {AB}; 2: {BA}", Verdict.Possible)]
    [InlineData($"1: {AB}; 1 starts 2; 2: {BA}; 1: {AB}", Verdict.Possible)]
    [InlineData($"1 starts 2; 2: {BA}; 1 joins 2; 1: {AB}", Verdict.OrderedByStartJoin)]
    [InlineData($"1 starts 2; 2: {BA}; 1: {AB}; 1 joins 2", Verdict.Possible)]
    [InlineData($"1 starts 2; 2: {BA}; 1 joins 2; 1 starts 3; 3: {AB}", Verdict.OrderedByStartJoin)]
    [InlineData($"1 starts 2; 1 starts 3; 2: {BA}; 1 joins 2; 3: {AB}", Verdict.Possible)]
    [InlineData($"1: {AB}; 1 starts 2; 1 starts 3; 2: {BA}; 3: {BA}; 1 joins 2; 1 joins 3; 1: {AB}", Verdict.OrderedByStartJoin)]
    [InlineData($"1: {AB}; 1 starts pool; pool: {BA}", Verdict.Possible)]

    // A gate that a third flow holds over start and join, and what is none: it works meanwhile, it lets go, or it starts both in one hold.
    [InlineData($"0: +g; 0 starts 1; 1: {AB}; 0 joins 1; 0: -g; 2: {GateBA}", Verdict.GateProtected)]
    [InlineData($"0: +g; 0 starts 1; 1: {AB}; 0: +b +a -a -b; 0 joins 1; 0: -g", Verdict.Possible)]
    [InlineData($"pool0: +g; pool0 starts pool1; pool1: {AB}; pool0: +b +a -a -b; pool0 joins pool1; pool0: -g", Verdict.Possible)]
    [InlineData($"pool0: +g; pool0 starts pool1; pool1: {AB}; pool0 joins pool1; pool0: +b +a -a -b -g", Verdict.GateProtected)]
    [InlineData($"pool0: {GateBA}; pool0: +g; pool0 starts pool1; pool1: {AB}; pool0: +b +a -a -b; pool0 joins pool1; pool0: -g", Verdict.Possible)]
    [InlineData($"0: +g; 0 starts 1; 1: {AB}; 0: -g; 0 joins 1; 2: {GateBA}", Verdict.Possible)]
    [InlineData($"0: +g; 0 starts 1; 0 starts 2; 1: {AB}; 2: {BA}; 0 joins 1; 0 joins 2; 0: -g", Verdict.Possible)]
    [InlineData($"0: +g; 0 starts 1; 1: {AB}; 0 joins 1; 0: -g; 3: +g; 3 starts 2; 2: {BA}; 3 joins 2; 3: -g", Verdict.GateProtected)]
    [InlineData($"0: +g; 0 starts pool1; pool1: {AB}; 0 joins pool1; 0: -g; pool2: {GateBA}", Verdict.GateProtected)]

    // And over what is started within: until it was waited for within, or by the holder itself; not if it outlives its starter, the hold, or meets its own starter.
    [InlineData($"0: +g; 0 starts 1; 1 starts 2; 2: {AB}; 1 joins 2; 0 joins 1; 0: -g; 3: {GateBA}", Verdict.GateProtected)]
    [InlineData($"0: +g; 0 starts 1; 1 starts 2; 2: {AB}; 1 joins 2; 0 joins 1; 0: -g; 3: {BA}", Verdict.Possible)]
    [InlineData($"0: +g; 0 starts 1; 1 starts 2; 2: {AB}; 0 joins 1; 0: -g; 3: {GateBA}", Verdict.Possible)]
    [InlineData($"0: +g; 0 starts 1; 1 starts 2; 2: {AB}; 0 joins 1; 1 joins 2; 0: -g; 3: {GateBA}", Verdict.Possible)]
    [InlineData($"0: +g; 0 starts 1; 1 starts 2; 2: {AB}; 1 joins 2; 0: -g; 0 joins 1; 3: {GateBA}", Verdict.Possible)]
    [InlineData($"0: +g; 0 starts 1; 1 starts 2; 2: {AB}; 0 joins 2; 0 joins 1; 0: -g; 3: {GateBA}", Verdict.GateProtected)]
    [InlineData($"0: +g; 0 starts 1; 1 starts 2; 2: {AB}; 0: -g; 0 joins 2; 0 joins 1; 3: {GateBA}", Verdict.Possible)]
    [InlineData($"0: +g; 0 starts 1; 1 starts 2; 2: {AB}; 1: {BA}; 1 joins 2; 0 joins 1; 0: -g", Verdict.Possible)]
    [InlineData($"0: +g; 0 starts 1; 1 starts 2; 2: {AB}; 0: {BA}; 1 joins 2; 0 joins 1; 0: -g", Verdict.Possible)]
    [InlineData($"0: +g; 0 starts 1; 1 starts 2; 1 starts 3; 2: {AB}; 3: {BA}; 1 joins 2; 1 joins 3; 0 joins 1; 0: -g", Verdict.Possible)]
    [InlineData($"0: +g; 0 starts 1; 1 starts 2; 2 starts 3; 3: {AB}; 2 joins 3; 1 joins 2; 0 joins 1; 0: -g; 4: {GateBA}", Verdict.GateProtected)]
    [InlineData($"0: +g; 0 starts 1; 1 starts 2; 2 starts 3; 3: {AB}; 1 joins 2; 0 joins 1; 0: -g; 4: {GateBA}", Verdict.Possible)]
    [InlineData($"0: +g; 0 starts pool1; pool1 starts pool2; pool2: {AB}; pool1 joins pool2; 0 joins pool1; 0: -g; pool3: {GateBA}", Verdict.GateProtected)]
    [InlineData($"0: +g:r; 0 starts 1; 1 starts 2; 2: {AB}; 1 joins 2; 0 joins 1; 0: -g; 3: +g:r +b +a -a -b -g", Verdict.Possible)]
    public void The_verdict_is_what_the_witnesses_allow(string script, Verdict? verdict) => Play.Of(script).Should().Be(verdict);

    [Theory]
    [InlineData("1: +a#1 +b#1 -b#1 -a#1; 2: +b#2 +a#2 -a#2 -b#2", Verdict.InstancesDiffer)]
    [InlineData("1: +a#1 +b#1 -b#1 -a#1; 2: +b#1 +a#2 -a#2 -b#1", Verdict.InstancesDiffer)]
    [InlineData("1: +a#1 +b#1 -b#1 -a#1; 2: +b#1 +a#1 -a#1 -b#1", Verdict.Possible)]
    [InlineData("1: +a#1 +b#1 -b#1 -a#1; 2: +b#2 +a#2 -a#2 -b#2; 1: +a#2 +b#2 -b#2 -a#2", Verdict.Possible)]
    [InlineData("1: +a#1 +b#1 -b#1 -a#1 +a#2 +b#2 -b#2 -a#2; 2: +b#2 +a#2 -a#2 -b#2", Verdict.Possible)]

    // Of three classes: the locks of each step must be those of the next.
    [InlineData("1: +a#1 +b#1 -b#1 -a#1; 2: +b#1 +c -c -b#1; 3: +c +a#1 -a#1 -c", Verdict.Possible)]
    [InlineData("1: +a#1 +b#1 -b#1 -a#1; 2: +b#1 +c -c -b#1; 3: +c +a#2 -a#2 -c", Verdict.InstancesDiffer)]
    public void Locks_of_one_class_are_told_apart_where_they_were_there_from_the_start(string script, Verdict verdict) =>
        new Play().Make("a#1 a#2 b#1 b#2 c").Do(script).Verdict.Should().Be(verdict);

    [Fact]
    public void Where_an_instance_came_after_its_class_was_taken_for_known_they_may_have_met_unseen() =>
        Play.Of("1: +a#1 +b#1 -b#1 -a#1; 2: +b#2 +a#2 -a#2 -b#2").Should().Be(Verdict.Possible);

    [Theory]
    [InlineData("1: +a +b +c -c -b -a; 2: +c +a -a -c", Verdict.Possible)]
    [InlineData("1: +a +b -b -a +b +c -c -b; 2: +c +a -a -c", Verdict.SingleFlow)]
    [InlineData("1: +a +b -b -a; 3: +b +c -c -b; 2: +c +a -a -c", Verdict.Possible)]
    [InlineData("1: +a +b -b -a; 1: +g +b +c -c -b -g; 2: +g +c +a -a -c -g", Verdict.GateProtected)]
    public void A_flow_that_holds_two_of_three_locks_stands_for_two_steps(string script, Verdict verdict) => Play.Of(script).Should().Be(verdict);

    [Theory]
    [InlineData($"1: {GateAB}; 2: {GateBA}", "always with g held")]
    [InlineData($"0: +g; 0 starts 1; 1: {AB}; 0 joins 1; 0: -g; 2: {GateBA}", "g held, by 0 from the start of 1 until its end")]
    [InlineData($"1: {AB}; 1 starts 2; 2: {BA}", "1 started 2")]
    [InlineData($"1 starts 2; 2: {BA}; 1 joins 2; 1: {AB}", "1 waited for the end of 2")]
    [InlineData($"1: {AB} {BA}", "only 1 ever did both")]
    public void The_reason_names_the_gate_the_flow_or_the_start(string script, string named)
    {
        Violation found = new Play().Do(script).Last;

        found.Reason.Should().Contain(named);
        TextReport.Render(found).Should().Contain(named).And.StartWith("no danger seen so far");
        found.FailsBuilds.Should().BeFalse();
    }

    [Fact]
    public void A_verdict_that_has_become_worse_is_reported_again_and_from_then_on_fails_each_time()
    {
        var play = new Play();
        play.Do($"1: {GateAB}; 2: {GateBA}; 2: {GateBA}");
        play.Reported.Select(static v => (v.Verdict, v.Known)).Should().Equal((Verdict.GateProtected, false), (Verdict.GateProtected, true));

        play.Do($"3: {AB}");
        play.Last.Should().Match<Violation>(v => v.Verdict == Verdict.Possible && !v.Known && v.Flow == "3");
        play.Last.Fingerprint.Should().Be(play.Reported[0].Fingerprint);

        play.Do($"2: {GateBA}");
        play.Last.Should().Match<Violation>(v => v.Verdict == Verdict.Possible && v.Known);
    }

    [Theory]
    [InlineData($"1: {GateAB}; 2: {GateBA}", false)]
    [InlineData($"1: {GateAB}; 2: {BA}", true)]
    [InlineData($"1: {AB} {BA}", false)]
    [InlineData($"1: {AB}; 1 starts 2; 2: {BA}", false)]
    public void The_policy_throws_only_of_what_fails_builds(string script, bool throws)
    {
        Action play = () => new Play(ViolationPolicy.Throw).Do(script);

        if (throws)
        {
            play.Should().Throw<LockViolationException>();
        }
        else
        {
            play.Should().NotThrow();
        }
    }

    [Theory]
    [InlineData("3: +a +c -c -a; 4: +c +b -b -c", Verdict.Possible)]
    [InlineData("3: +g +a +c -c -a -g; 4: +g +c +b -b -c -g", Verdict.GateProtected)]
    public void A_harmless_cycle_hides_no_other_one_that_it_is_part_of(string script, Verdict verdict) =>
        new Play().Do($"1: {GateAB}; 2: {GateBA}; {script}").Reported.Max(static v => v.Verdict.Severity()).Should().Be(verdict.Severity());

    [Theory]
    [InlineData("5: +a +c -c -a; 6: +c +b -b -c; 1: +g +a +b -b -a -g; 2: +g +b +a -a -b -g", Verdict.Possible)]
    [InlineData("5: +g +a +c -c -a -g; 6: +g +c +b -b -c -g; 1: +g +a +b -b -a -g; 2: +g +b +a -a -b -g", Verdict.GateProtected)]
    public void Of_two_ways_back_the_worse_one_counts(string script, Verdict verdict) => Play.Of(script).Should().Be(verdict);

    /// <summary>However many guarded ways lead back, the one that is not guarded is what counts.</summary>
    [Theory]
    [InlineData(4, "", Verdict.Possible)]
    [InlineData(40, "", Verdict.Possible)]
    [InlineData(40, "g", Verdict.GateProtected)]
    public void Many_guarded_ways_back_hide_no_longer_one_that_is_not(int ways, string gate, Verdict verdict)
    {
        var play = new Play();
        string under = gate.Length > 0 ? $"+{gate} " : "", after = gate.Length > 0 ? $" -{gate}" : "";
        play.Do($"3: {under}+b +d -d -b{after}; 4: {under}+d +e -e -d{after}; 5: {under}+e +a -a -e{after}");
        for (int i = 0; i < ways; i++)
        {
            play.Do($"1: +g +b +c{i} +a -a -c{i} -b -g");
        }

        play.Do($"2: {GateAB}");

        play.Reported.Max(static v => v.Verdict.Severity()).Should().Be(verdict.Severity());
        LockGraph.Of(play.Checker).Judge().Max(static v => v.Verdict.Severity()).Should().Be(verdict.Severity());
    }

    [Fact]
    public void What_is_declared_counts_as_taken_by_any_flow()
    {
        var type = (A: new LockClass("a"), B: new LockClass("b"));
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        checker.DeclareOrder(type.A, type.B);
        var flow = new LockFlow(checker, "1");
        var (a, b) = (new LockMap(type.A), new LockMap(type.B));
        flow.Acquire(in b);
        flow.Acquire(in a);

        checker.Violations.Should().ContainSingle().Which.FailsBuilds.Should().BeTrue();
    }
}
