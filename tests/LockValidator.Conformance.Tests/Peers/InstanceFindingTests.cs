using FluentAssertions;
using Xunit;

namespace LockValidator.Conformance.Tests;

/// <summary>What peer scenarios cannot say, since each of their locks is a class of its own: findings about one instance stay with it.</summary>
public sealed class InstanceFindingTests : IDisposable
{
    private readonly LockChecker _checker = new(new LockCheckerOptions { Stacks = StackMode.Off });

    public void Dispose() => _checker.Dispose();

    [Fact]
    public void Taking_a_destroyed_lock_is_not_held_against_another_of_its_class()
    {
        var type = new LockClass("pair");
        var destroyed = new LockMap(type);
        var live = new LockMap(type);
        var flow = new LockFlow(_checker, "T1");
        flow.Destroy(ref destroyed);

        AcquireAndRelease(flow, in destroyed).Should().Equal(ViolationKind.UseAfterDestroy);
        AcquireAndRelease(flow, in live).Should().BeEmpty();
        AcquireAndRelease(flow, in destroyed).Should().Equal([ViolationKind.UseAfterDestroy], "the chain is known by now, the lock is still destroyed");
    }

    [Fact]
    public void A_second_owner_is_not_held_against_the_next_announcement()
    {
        var type = new LockClass("announced");
        var owned = new LockMap(type);
        var free = new LockMap(type);
        var owner = new LockFlow(_checker, "T1");
        var second = new LockFlow(_checker, "T2");
        owner.Acquire(in owned);

        AcquireAndRelease(second, in owned, AcquireKind.Announced).Should().Equal(ViolationKind.DoubleOwner);
        AcquireAndRelease(second, in free, AcquireKind.Announced).Should().BeEmpty();
    }

    private List<ViolationKind> AcquireAndRelease(LockFlow flow, in LockMap map, AcquireKind kind = AcquireKind.Blocking)
    {
        var kinds = new KindList();
        using (_checker.AddReporter(kinds))
        {
            flow.Acquire(in map, new AcquireOptions(Kind: kind));
            flow.Release(in map);
        }

        return kinds.Seen;
    }

    private sealed class KindList : IViolationReporter
    {
        public List<ViolationKind> Seen { get; } = [];

        public void Report(Violation violation) => Seen.Add(violation.Kind);
    }
}
