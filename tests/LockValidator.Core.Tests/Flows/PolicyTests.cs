using FluentAssertions;
using LockValidator.Core.Tests.Rules;
using Xunit;

namespace LockValidator.Core.Tests.Flows;

/// <summary>What happens on a finding.</summary>
public sealed class PolicyTests
{
    private static readonly LockCheckerOptions s_throws = new() { DefaultPolicy = ViolationPolicy.Throw };

    [Fact]
    public void Under_throw_the_lock_is_not_held_and_the_reporters_have_heard_of_it()
    {
        var script = new Script(options: s_throws);
        script.Play("1: A B");
        Action inverted = () => script.Play("2: B A");

        inverted.Should().Throw<LockViolationException>().Which.Violation.Kind.Should().Be(ViolationKind.CircularDependency);
        script.Flow("2").Flow.Held.Select(static h => h.Class!.Name).Should().Equal("B");
        script.Reported.Should().ContainSingle();
    }

    [Fact]
    public void Under_throw_a_known_finding_throws_every_time()
    {
        var script = new Script(options: s_throws);
        script.Play("1: A B");
        for (int i = 0; i < 3; i++)
        {
            Action inverted = () => script.Play("2: B A");
            inverted.Should().Throw<LockViolationException>();
            script.Flow("2").UnwindAll();
        }

        script.Play("2: A B").Should().BeEmpty();
    }

    [Fact]
    public void A_release_never_throws()
    {
        var script = new Script(options: s_throws);
        script.Play("1: C A");
        Action release = () => script.Play("2: A B.rr C -B; 2: -X");

        release.Should().NotThrow();
        Script.KindsOf(script.Reported).Should().Be("CircularDependency UnbalancedRelease");
    }

    [Fact]
    public void An_informational_finding_does_not_throw_but_both_orders_of_a_pair_do()
    {
        var script = new Script(options: s_throws);
        script.Play("1: A A#2; 1: A A#2").Should().OnlyContain(static v => v.Verdict == Verdict.Informational);
        Action both = () => script.Play("1: A#2 A");

        both.Should().Throw<LockViolationException>().Which.Violation.Verdict.Should().Be(Verdict.Possible);
    }

    [Fact]
    public void Instances_that_are_taken_in_a_circle_are_graded_as_possible()
    {
        var script = new Script();
        script.Play("1: A#1 A#2; 1: A#2 A#3").Should().OnlyContain(static v => v.Verdict == Verdict.Informational);

        script.Play("1: A#3 A#1").Should().ContainSingle().Which.Verdict.Should().Be(Verdict.Possible);
        script.Play("1: A#1 A#3").Should().ContainSingle().Which.Verdict.Should().Be(Verdict.Informational);
    }

    [Fact]
    public void A_policy_can_be_given_by_kind()
    {
        var script = new Script("P=raw M=sleep", options: new LockCheckerOptions
        {
            Policies = new Dictionary<ViolationKind, ViolationPolicy> { [ViolationKind.InvalidWaitContext] = ViolationPolicy.Ignore },
        });

        Script.KindsOf(script.Play("1: M P; 2: P M")).Should().Be("CircularDependency");
        script.Checker.Violations.Should().ContainSingle();
    }

    [Fact]
    public void A_reporter_is_heard_until_it_is_taken_away()
    {
        var script = new Script();
        var added = new FindingCollector();
        using (script.Checker.AddReporter(added))
        {
            script.Play("1: -A");
            added.All.Should().ContainSingle();
        }

        script.Play("1: -B");
        added.All.Should().ContainSingle();
        script.Checker.Violations.Should().HaveCount(2);
    }
}
