using FluentAssertions;
using LockValidator.Core.Tests.Rules;
using Xunit;

namespace LockValidator.Core.Tests.Chains;

/// <summary>A chain with a known finding costs little while nobody listens, and hides nothing from who does.</summary>
public sealed class DirtyChainTests
{
    private readonly LockChecker _checker = new(new LockCheckerOptions { Stacks = StackMode.Off });
    private readonly LockClass _classA = new("A"), _classB = new("B");
    private readonly LockMap _a, _b;

    public DirtyChainTests() => (_a, _b) = (new LockMap(_classA), new LockMap(_classB));

    [Fact]
    public void It_is_walked_again_without_allocation_and_without_being_looked_at()
    {
        LockFlow flow = FlowThatKnowsTheFinding();
        long slow = _checker.Statistics.SlowAcquisitions;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            Inverted(flow);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        _checker.Statistics.SlowAcquisitions.Should().Be(slow);
    }

    [Fact]
    public void Who_begins_to_listen_is_told_at_the_next_walk_and_not_after_the_end()
    {
        LockFlow flow = FlowThatKnowsTheFinding();
        var reporter = new FindingCollector();
        using (_checker.AddReporter(reporter))
        {
            Inverted(flow);
            Inverted(flow);
            reporter.All.Should().HaveCount(2).And.OnlyContain(static finding => finding.Known);
        }

        Inverted(flow);
        reporter.All.Should().HaveCount(2);
    }

    [Fact]
    public void A_scope_that_begins_later_is_told_and_its_end_ends_that()
    {
        LockFlow flow = FlowThatKnowsTheFinding();
        using (flow.MakeCurrent())
        {
            using var scope = LockScope.Begin();
            Inverted(flow);
            scope.Violations.Should().ContainSingle(static finding => finding.Known);
        }

        Inverted(flow);
        _checker.Violations.Should().ContainSingle();
    }

    [Fact]
    public void A_lock_of_a_class_that_was_unregistered_and_came_back_is_looked_at_anew()
    {
        LockFlow flow = FlowThatKnowsTheFinding();
        _checker.Unregister(_classA);
        Inverted(flow);
        _checker.Violations.Should().ContainSingle("the other order is forgotten");

        var reporter = new FindingCollector();
        using IDisposable listening = _checker.AddReporter(reporter);
        Straight(flow);
        reporter.All.Should().ContainSingle("both orders were taken since").Which.Kind.Should().Be(ViolationKind.CircularDependency);
    }

    [Fact]
    public void A_cycle_that_is_harmless_so_far_is_looked_at_again_from_time_to_time_though_nobody_listens()
    {
        // One flow alone takes both orders, and no other one does what it does.
        var flow = new LockFlow(_checker, "flow", dedicated: true);
        Straight(flow);
        for (int i = 0; i < 100; i++)
        {
            Inverted(flow);
        }

        _checker.Violations.Should().ContainSingle().Which.FailsBuilds.Should().BeFalse();
        long slow = _checker.Statistics.SlowAcquisitions;
        for (int i = 0; i < 1000; i++)
        {
            Inverted(flow);
        }

        _checker.Statistics.SlowAcquisitions.Should().BeGreaterThan(slow).And.BeLessThan(slow + 500);
    }

    [Fact]
    public void Who_begins_to_listen_is_told_of_a_chain_that_async_holds_make_too()
    {
        LockMap x = new(new LockClass("X", LockKind.Async), threadAffine: false), y = new(new LockClass("Y", LockKind.Async), threadAffine: false);
        using IDisposable current = new LockFlow(_checker, "flow", dedicated: false).MakeCurrent();
        for (int i = 0; i < 100; i++)
        {
            NestAsync(in x, in y);
            NestAsync(in y, in x);
        }

        _checker.Violations.Should().ContainSingle();
        var reporter = new FindingCollector();
        using IDisposable listening = _checker.AddReporter(reporter);
        NestAsync(in x, in y);
        reporter.All.Should().BeEmpty("the first order was clean when it was taken first");
        NestAsync(in y, in x);
        reporter.All.Should().ContainSingle(static finding => finding.Known);
    }

    private static void NestAsync(in LockMap outer, in LockMap inner)
    {
        var awaited = new AcquireOptions(Outer: WaitType.Max);
        LockHold around = outer.AcquireAsyncHeld(in awaited);
        around.MarkHeld();
        LockHold hold = inner.AcquireAsyncHeld(in awaited);
        hold.MarkHeld();
        hold.Release();
        around.Release();
    }

    private LockFlow FlowThatKnowsTheFinding()
    {
        Straight(new LockFlow(_checker, "one", dedicated: false));
        var flow = new LockFlow(_checker, "other", dedicated: false);
        for (int i = 0; i < 100; i++)
        {
            Inverted(flow);
        }

        _checker.Violations.Should().ContainSingle();
        return flow;
    }

    private void Straight(LockFlow flow) => Nest(flow, in _a, in _b);

    private void Inverted(LockFlow flow) => Nest(flow, in _b, in _a);

    private static void Nest(LockFlow flow, in LockMap outer, in LockMap inner)
    {
        flow.Acquire(in outer);
        flow.Acquire(in inner);
        flow.Release(in inner);
        flow.Release(in outer);
    }
}
