using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Rules;

/// <summary>No finding hides another, and none is lost on a path that was walked before.</summary>
public sealed class SeveralFindingsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_wait_context_violation_does_not_hide_a_cycle_behind_it(bool kernelRules)
    {
        const string Kinds = "P=raw M=sleep";
        Script.Kinds("1: M P; 2: P M", Kinds, kernelRules).Should().Be("InvalidWaitContext CircularDependency");
        Script.Kinds("1: M M2; 2: P M", Kinds + " M2=sleep", kernelRules).Should().Be("InvalidWaitContext", "without the cycle only the wait remains");
        Script.Kinds("1: P2 P; 2: P P2", Kinds, kernelRules).Should().Be("CircularDependency", "without the wait only the cycle remains");
    }

    [Fact]
    public void A_dirty_chain_delivers_its_findings_again()
    {
        var script = new Script();
        script.Play("1: A B; 2: B A");
        Violation again = script.Play("2: B A").Should().ContainSingle().Subject;

        again.Known.Should().BeTrue();
        again.Kind.Should().Be(ViolationKind.CircularDependency);
        script.Checker.Violations.Should().ContainSingle("it is one finding, however often it is met");
        script.Play("2: B").Should().BeEmpty("the chain below is clean");
    }

    [Fact]
    public void A_dirty_chain_is_not_checked_again()
    {
        var script = new Script();
        script.Play("1: A B; 2: B A");
        long before = script.Checker.Statistics.SlowAcquisitions;
        script.Play("2: B A; 2: B A; 3: B A").Should().HaveCount(3);

        script.Checker.Statistics.SlowAcquisitions.Should().Be(before);
    }

    [Fact]
    public void Another_flow_and_another_chain_meet_the_same_refused_order()
    {
        var script = new Script();
        script.Play("1: A B; 2: B A");

        script.Play("3: B A").Should().ContainSingle().Which.Known.Should().BeTrue();
        script.Play("3: X B A").Should().ContainSingle().Which.Known.Should().BeTrue();
        script.Play("3: X A B").Should().BeEmpty();
    }

    [Fact]
    public void A_refused_order_stays_out_of_the_graph_but_its_own_reverse_stays_in()
    {
        var script = new Script();
        script.Play("1: A B; 2: B A; 3: B C");

        script.Edges.Should().Be("A>B:EN B>C:EN");
        Script.KindsOf(script.Play("4: C A")).Should().Be("CircularDependency");
    }

    [Fact]
    public void A_usage_finding_does_not_hide_a_cycle_of_the_same_step()
    {
        Script.Kinds("1: {hard A }; 1: !hard A B; 2: B A").Should().Be("UsageInversion InconsistentUsage CircularDependency");
    }

    [Fact]
    public void An_order_with_a_usage_conflict_is_learnt_and_said_once()
    {
        var script = new Script();
        Script.KindsOf(script.Play("1: {hard A }; 2: B; 3: !hard A B")).Should().Be("SafeToUnsafeOrder");

        script.Edges.Should().Contain("A>B:EN");
        Script.KindsOf(script.Play("3: !hard A B")).Should().Be("SafeToUnsafeOrder", "the chain is dirty");
        script.Play("4: !hard B C; 5: C").Should().BeEmpty("the order from A to B carries no usage on to C");
        Script.KindsOf(script.Play("6: !hard B A")).Should().Be("CircularDependency");
    }

    [Fact]
    public void What_is_wrong_with_an_instance_is_not_said_of_the_next_one_on_the_same_path()
    {
        var script = new Script();
        LockFlow flow = script.Flow("1").Flow;
        LockMap dead = script.Lock("A"), alive = script.Lock("A#2");
        flow.Destroy(ref dead);

        flow.Acquire(in dead);
        flow.Release(in dead);
        script.Reported.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.UseAfterDestroy);

        flow.Acquire(in alive);
        flow.Release(in alive);
        script.Reported.Should().HaveCount(1, "the second lock lives");

        flow.Acquire(in dead);
        flow.Release(in dead);
        script.Reported.Should().HaveCount(2, "the first one is still dead");
    }

    [Theory]
    [InlineData("1: A M B.nochk; 1: A.timed M B; 3: B M")]
    [InlineData("1: A.r B.free; 1: A B; 3: B A.rr")]
    public void Chains_that_differ_in_how_a_lock_is_taken_are_not_taken_for_each_other(string script) =>
        Script.Kinds(script).Should().Be("CircularDependency");
}
