using FluentAssertions;
using LockValidator.Core.Tests.Rules;
using Xunit;

namespace LockValidator.Core.Tests.Flows;

/// <summary>Pauses, assertions, ends, re-entry, and the flow of a thread.</summary>
public sealed class FlowLifeTests
{
    private readonly Script _script = new("E=reentrant M=sleep");

    private LockFlow Flow => _script.Flow("1").Flow;

    [Fact]
    public void What_is_done_in_a_pause_is_not_seen()
    {
        _script.Play("1: A B").Should().BeEmpty();
        LockMap a = _script.Lock("A"), b = _script.Lock("B");
        Flow.Pause();
        Flow.Pause();
        Flow.Resume();
        Inverted();
        _script.Reported.Should().BeEmpty();

        Flow.Resume();
        Inverted();
        Script.KindsOf(_script.Reported).Should().Be("CircularDependency");

        void Inverted()
        {
            Flow.Acquire(in b);
            Flow.Acquire(in a);
            Flow.Release(in a);
            Flow.Release(in b);
        }
    }

    [Fact]
    public void Assertions_say_what_they_found_otherwise()
    {
        LockMap a = _script.Lock("A");
        Flow.AssertNotHeld(in a);
        Flow.AssertNoneHeld();
        Flow.AssertEnabled(InterruptContext.Hard);
        _script.Play("1: A.r !hard...");
        Flow.AssertHeld(in a);
        Flow.AssertHeld(in a, LockMode.Shared);
        Flow.AssertEnabled(InterruptContext.Hard, enabled: false);
        _script.Reported.Should().BeEmpty();

        Flow.AssertNotHeld(in a);
        Flow.AssertNoneHeld();
        Flow.AssertHeld(in a, LockMode.Exclusive);
        Flow.AssertEnabled(InterruptContext.Hard);
        _script.Reported.Should().HaveCount(4).And.OnlyContain(static v => v.Kind == ViolationKind.AssertionFailed);
    }

    [Fact]
    public void Code_that_may_block_must_be_where_that_is_allowed()
    {
        Flow.MightBlock();
        _script.Play("1: M...");
        Flow.MightBlock();
        _script.Reported.Should().BeEmpty();

        _script.Play("1: P...");
        Flow.MightBlock();
        Script.KindsOf(_script.Reported).Should().Be("BlockingNotAllowed");
    }

    [Fact]
    public void A_read_section_is_needed_for_its_data_and_forbidden_for_its_grace_period()
    {
        LockMap r = _script.Lock("R");
        Flow.AssertNotInReadSection(in r);
        _script.Play("1: R.rr.nochk...");
        Flow.AssertInReadSection(in r);
        _script.Reported.Should().BeEmpty();

        Flow.AssertNotInReadSection(in r);
        _script.Play("1: -R");
        Flow.AssertInReadSection(in r);
        Script.KindsOf(_script.Reported).Should().Be("SuspiciousRcuUsage SuspiciousRcuUsage");
    }

    [Fact]
    public void A_flow_must_hold_nothing_when_it_ends_or_goes_back_to_its_pool()
    {
        Flow.ReturnedToPool();
        Flow.End();
        _script.Reported.Should().BeEmpty();

        _script.Play("1: A...");
        Flow.ReturnedToPool();
        Flow.End();
        Script.KindsOf(_script.Reported).Should().Be("HeldAtReturn HeldAtFlowEnd");
        Flow.HoldsNothing.Should().BeTrue();
    }

    [Fact]
    public void A_reentrant_lock_is_held_as_often_as_it_was_taken()
    {
        _script.Play("1: E E E...").Should().BeEmpty();
        Flow.Held.Should().ContainSingle().Which.Count.Should().Be(3);

        _script.Play("1: -E -E...").Should().BeEmpty();
        Flow.Held.Should().ContainSingle().Which.Count.Should().Be(1);
        _script.Play("1: -E...").Should().BeEmpty();
        Flow.HoldsNothing.Should().BeTrue();
        Script.KindsOf(_script.Play("1: -E")).Should().Be("UnbalancedRelease");
    }

    [Fact]
    public void Re_entry_makes_no_order()
    {
        _script.Play("1: E B E -E; 2: E B").Should().BeEmpty();
        _script.Edges.Should().Be("E>B:EN");

        Script.KindsOf(_script.Play("2: B E")).Should().Be("CircularDependency");
    }

    [Fact]
    public void A_condition_wait_lets_go_of_all_and_takes_all_again()
    {
        _script.Play("1: E E E...").Should().BeEmpty();
        LockMap map = _script.Lock("E");
        int count = Flow.ReleaseAll(in map);
        count.Should().Be(3);
        Flow.HoldsNothing.Should().BeTrue();

        Flow.AcquireAgain(in map, count);
        Flow.Held.Should().ContainSingle().Which.Count.Should().Be(3);
        _script.Reported.Should().BeEmpty();
    }

    [Fact]
    public void A_withdrawn_acquisition_is_not_held_but_its_order_is_learnt()
    {
        LockMap b = _script.Lock("B");
        _script.Play("1: A...");
        Flow.Acquire(in b);
        Flow.Withdraw(in b);

        Flow.Held.Should().ContainSingle();
        _script.Edges.Should().Be("A>B:EN");
    }

    [Fact]
    public void A_timed_attempt_that_failed_has_waited_and_a_try_has_not()
    {
        LockMap b = _script.Lock("B"), c = _script.Lock("C");
        _script.Play("1: A...");
        Flow.AcquireFailed(in b, new AcquireOptions(Kind: AcquireKind.Timed));
        Flow.AcquireFailed(in c, new AcquireOptions(Kind: AcquireKind.Try));

        Flow.Held.Should().ContainSingle();
        _script.Edges.Should().Be("A>B:EN");
    }

    [Fact]
    public void A_try_of_what_the_flow_holds_alone_can_never_succeed()
    {
        LockMap a = _script.Lock("A"), b = _script.Lock("B");
        _script.Play("1: A...");
        Flow.AcquireFailed(in b, new AcquireOptions(Kind: AcquireKind.Try));
        _script.Reported.Should().BeEmpty();

        Flow.AcquireFailed(in a, new AcquireOptions(Kind: AcquireKind.Try));
        Script.KindsOf(_script.Reported).Should().Be("Recursion");
        Flow.Held.Should().ContainSingle();
    }

    [Fact]
    public void An_upgrade_orders_the_slot_before_the_lock()
    {
        _script.Play("1: A.u; 1: A.u; 1: A.u A; 1: A.u A.r").Should().BeEmpty();
        _script.Edges.Should().Be("A (upgrade slot)>A:EN");

        Script.Kinds("1: A.r A.u").Should().BeEmpty("under the flow's own read hold only the slot is judged");
        Script.KindsOf(_script.Play("1: A.r A.u")).Should().Be("CircularDependency", "whoever upgrades waits for this reader, and this reader for the slot");
    }

    [Fact]
    public void The_map_of_a_work_item_is_an_order_between_who_waits_and_who_runs()
    {
        var script = new Script("W=wait");
        script.Play("1: W A").Should().BeEmpty();
        LockMap w = script.Lock("W");
        using (script.Flow("2").Flow.MakeCurrent())
        {
            w.WaitFor();
            script.Reported.Should().BeEmpty();
            script.Play("2: A...");
            w.WaitFor();
        }

        Script.KindsOf(script.Reported).Should().Be("CircularWait");
    }

    [Fact]
    public void The_current_flow_is_the_one_made_current_and_then_the_one_before()
    {
        LockFlow own = LockFlow.Current;
        LockMap a = _script.Lock("A");
        using (Flow.MakeCurrent())
        {
            LockFlow.Current.Should().BeSameAs(Flow);
            a.Acquire();
            a.IsHeld().Should().BeTrue();
            a.IsHeld(LockMode.Shared).Should().BeFalse();
            a.Release();
        }

        LockFlow.Current.Should().BeSameAs(own);
        _script.Checker.Statistics.SlowAcquisitions.Should().Be(1);
    }

    [Fact]
    public void A_context_that_was_not_entered_cannot_be_left()
    {
        Flow.Enter(InterruptContext.Soft);
        Flow.Leave(InterruptContext.Soft);
        Flow.Disable(InterruptContext.Soft);
        Flow.Enable(InterruptContext.Soft);
        _script.Reported.Should().BeEmpty();

        Flow.Leave(InterruptContext.Soft);
        Flow.Enable(InterruptContext.Soft);
        Flow.LeaveConfigSection();
        Script.KindsOf(_script.Reported).Should().Be("AssertionFailed AssertionFailed AssertionFailed");
    }

    [Fact]
    public void A_default_map_is_no_lock()
    {
        LockMap none = default;
        Flow.Acquire(in none);
        Flow.Release(in none);

        Flow.HoldsNothing.Should().BeTrue();
        _script.Reported.Should().BeEmpty();
    }
}
