using System.Runtime.CompilerServices;
using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Rules;

/// <summary>Classes: unregistered, collected, without order, untracked, of one name.</summary>
public sealed class ClassTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_unregistered_class_takes_its_orders_and_its_usage_with_it(bool kernelRules)
    {
        var script = new Script(kernelRules: kernelRules);
        script.Play("1: A B C; 1: {hard U }").Should().BeEmpty();
        script.Checker.Unregister(script.Class("B"));
        script.Checker.Unregister(script.Class("U"));

        script.Edges.Should().BeEmpty("no order led past the class");
        script.Play("2: C A; 2: U").Should().BeEmpty();
        Script.KindsOf(script.Play("3: A C")).Should().Be("CircularDependency");
    }

    [Fact]
    public void Orders_that_go_round_an_unregistered_class_stay()
    {
        var script = new Script();
        script.Play("1: A B C; 1: A C").Should().BeEmpty();
        script.Checker.Unregister(script.Class("B"));

        Script.KindsOf(script.Play("2: C A")).Should().Be("CircularDependency");
    }

    [Fact]
    public void Usage_that_came_over_an_unregistered_class_is_gone()
    {
        var script = new Script();
        script.Play("1: {hard A }; 1: !hard A M; 1: !hard M B").Should().BeEmpty();
        script.Checker.Unregister(script.Class("M"));
        script.Play("2: B").Should().BeEmpty();

        var kept = new Script();
        kept.Play("1: {hard A }; 1: !hard A M; 1: !hard M B").Should().BeEmpty();
        Script.KindsOf(kept.Play("2: B")).Should().Be("UsageInversion");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_held_lock_of_an_unregistered_class_makes_no_more_orders(bool kernelRules)
    {
        var script = new Script(kernelRules: kernelRules);
        script.Play("1: A B...").Should().BeEmpty();
        script.Checker.Unregister(script.Class("B"));
        script.Play("1: C...").Should().BeEmpty();

        script.Edges.Should().NotContain("B>C");
        script.Play("1: -C -B -A").Should().BeEmpty("the locks are still held");
        script.Play("2: B C").Should().BeEmpty();
        script.Edges.Should().Contain("B>C", "a class that is used again is met anew");
    }

    [Fact]
    public void A_path_walked_with_a_lock_of_a_forgotten_class_is_not_known_when_the_class_is_met_anew()
    {
        var script = new Script();
        script.Play("1: B...").Should().BeEmpty();
        script.Checker.Unregister(script.Class("B"));
        script.Play("1: C; 2: C B").Should().BeEmpty("flow 1 has released all at the end of the statement");
        script.Edges.Should().Be("C>B:EN");

        Script.KindsOf(script.Play("1: B C")).Should().Be("CircularDependency");
    }

    [Fact]
    public void A_class_without_order_counts_for_wait_context_only()
    {
        const string Kinds = "W=noorder M=sleep";
        Script.Kinds("1: A W; 2: W A; 3: W B; 3: B W", Kinds).Should().BeEmpty();
        Script.Kinds("1: A X; 2: X A", Kinds).Should().Be("CircularDependency");
        Script.Kinds("1: W M", Kinds).Should().Be("InvalidWaitContext");
    }

    [Fact]
    public void An_untracked_class_is_not_seen_at_all()
    {
        var script = new Script();
        LockFlow flow = script.Flow("1").Flow;
        var map = new LockMap(LockClass.Untracked("U"));
        flow.Acquire(in map);

        flow.HoldsNothing.Should().BeTrue();
        flow.Release(in map);
        flow.Release(in map);
        script.Reported.Should().BeEmpty();
        script.Checker.Snapshot().Classes.Should().BeEmpty();
    }

    [Fact]
    public void A_class_that_was_unregistered_comes_back_under_its_own_name_and_others_do_not_get_it()
    {
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        LockClass first = new("same"), second = new("same"), third = new("same");
        checker.Introduce(first);
        checker.Introduce(second);
        checker.Unregister(first);
        checker.Unregister(second);

        checker.Introduce(third);
        checker.Introduce(second);
        checker.Introduce(first);
        checker.Introduce(first, subclass: 2);

        checker.Snapshot().Classes.Select(static c => c.Name).Should().Equal("same#3", "same#2", "same", "same/2");
    }

    [Fact]
    public void Classes_of_one_name_are_told_apart_in_the_order_of_their_first_use()
    {
        var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        var flow = new LockFlow(checker, "flow");
        LockClass[] classes = [new("same"), new("same"), new("same")];
        foreach (LockClass type in classes.Reverse())
        {
            var map = new LockMap(type);
            flow.Acquire(in map, new AcquireOptions(Subclass: 1));
            flow.Release(in map);
        }

        checker.Snapshot().Classes.Select(static c => c.Name).Should().Equal("same/1", "same#2/1", "same#3/1");
        GC.KeepAlive(classes);
    }

    [Fact]
    public void A_construction_site_is_one_class()
    {
        LockClass first = Site(1), again = Site(1), second = Site(2);

        again.Should().BeSameAs(first);
        second.Should().NotBeSameAs(first);
        second.StableId.Should().NotBe(first.StableId);
    }

    [Fact]
    public void A_checker_does_not_keep_a_dynamic_class_alive()
    {
        var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        WeakReference weak = TakeOnce(checker);
        for (int i = 0; i < 10 && weak.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        weak.IsAlive.Should().BeFalse();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference TakeOnce(LockChecker checker)
    {
        var type = new LockClass("short-lived");
        var flow = new LockFlow(checker, "flow");
        var map = new LockMap(type);
        flow.Acquire(in map);
        flow.Release(in map);
        return new WeakReference(type);
    }

    private static LockClass Site(int line) => LockClass.ForSite(LockKind.Sleeping, null, "/src/ClassTests.cs", line, "Member");
}
