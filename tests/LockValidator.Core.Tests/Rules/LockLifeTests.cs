using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Rules;

/// <summary>What happens to one instance beside acquiring and releasing.</summary>
public sealed class LockLifeTests
{
    private readonly Script _script = new();

    private LockFlow Flow => _script.Flow("1").Flow;

    private string Reported => Script.KindsOf(_script.Reported);

    [Fact]
    public void A_lock_that_was_used_before_is_reported_when_it_is_taken_after_its_end()
    {
        LockMap map = _script.Lock("A");
        Flow.Acquire(in map);
        Flow.Release(in map);
        Flow.Destroy(ref map);
        Reported.Should().BeEmpty();

        Flow.Acquire(in map);

        Reported.Should().Be("UseAfterDestroy");
    }

    [Fact]
    public void A_held_lock_must_not_be_destroyed_by_its_holder_or_another()
    {
        LockMap map = _script.Lock("A");
        Flow.Acquire(in map);
        LockMap copy = map;
        Flow.Destroy(ref copy);
        Reported.Should().Be("HeldLockDestroyed");

        copy = map;
        _script.Flow("2").Flow.Destroy(ref copy);
        Reported.Should().Be("HeldLockDestroyed HeldLockDestroyed");

        Flow.Release(in map);
        _script.Flow("2").Flow.Destroy(ref map);
        _script.Reported.Should().HaveCount(2, "a free lock may end");
    }

    [Fact]
    public void A_live_lock_must_not_be_initialised_anew_but_a_dead_one_may()
    {
        LockMap map = _script.Lock("A");
        Flow.Initialize(ref map, _script.Class("A"));
        Reported.Should().Be("LiveLockReinitialized");

        Flow.Destroy(ref map);
        Flow.Initialize(ref map, _script.Class("B"));
        Flow.Acquire(in map);
        _script.Reported.Should().HaveCount(1);
        map.Class.Should().BeSameAs(_script.Class("B"));
    }

    [Fact]
    public void A_held_lock_must_not_be_initialised_anew()
    {
        LockMap map = _script.Lock("A");
        Flow.Acquire(in map);
        Flow.Initialize(ref map, _script.Class("A"));

        Reported.Should().Be("HeldLockDestroyed");
    }

    [Fact]
    public void A_pinned_lock_must_stay_held_until_its_pin_is_given_back()
    {
        LockMap map = _script.Lock("A");
        Flow.Acquire(in map);
        int cookie = Flow.Pin(in map);
        Flow.Unpin(in map, cookie);
        Flow.Release(in map);
        Reported.Should().BeEmpty();

        Flow.Acquire(in map);
        Flow.Pin(in map);
        Flow.Release(in map);
        Reported.Should().Be("PinViolation");
    }

    [Fact]
    public void A_pin_needs_a_held_lock_and_its_own_cookie()
    {
        LockMap map = _script.Lock("A");
        Flow.Pin(in map);
        Flow.Unpin(in map, 1);
        Flow.Acquire(in map);
        Flow.Unpin(in map, 1);
        int cookie = Flow.Pin(in map);
        Flow.Unpin(in map, cookie + 1);

        _script.Reported.Select(static v => v.Check).Should().Equal(
            "pinning an unheld lock", "unpinning an unheld lock", "unpinning an unpinned lock", "unpinning with a wrong cookie");
    }

    [Fact]
    public void A_downgraded_lock_is_held_as_a_reader_and_stands_in_its_place()
    {
        _script.Play("1: A B ~A...").Should().BeEmpty();

        Flow.Held.Select(static h => (h.Class!.Name, h.Mode)).Should().Equal(("A", LockMode.Shared), ("B", LockMode.Exclusive));
        _script.Edges.Should().Be("A>B:EN+SN");
    }

    [Fact]
    public void A_held_lock_that_changes_its_class_is_validated_anew_in_its_place()
    {
        _script.Play("1: C B; 1: A#1 B...").Should().BeEmpty();
        LockMap map = _script.Lock("A#1");
        Flow.SetClass(ref map, _script.Class("C"));
        _script.Edges.Should().Be("A>B:EN C>B:EN");

        Flow.SetClass(ref map, _script.Class("D"), subclass: 2);
        _script.Edges.Should().Be("A>B:EN C>B:EN D/2>B:EN");
        Flow.Held.Select(static h => (h.Class!.Name, h.Subclass)).Should().Equal(("D", 2), ("B", 0));
        Reported.Should().BeEmpty();
    }

    [Fact]
    public void A_new_class_that_closes_a_cycle_is_reported()
    {
        _script.Play("1: B C; 1: A B...").Should().BeEmpty();
        LockMap map = _script.Lock("A");
        Flow.SetClass(ref map, _script.Class("C"));

        Reported.Should().Be("CircularDependency");
    }

    [Fact]
    public void A_subclass_given_to_a_free_lock_stays_with_it()
    {
        LockMap map = _script.Lock("A");
        Flow.SetClass(ref map, _script.Class("A"), subclass: 3);
        Flow.Acquire(in map);

        Flow.Held.Should().ContainSingle().Which.Subclass.Should().Be(3);
        Reported.Should().BeEmpty();
    }

    [Fact]
    public void A_subclass_has_eight_values()
    {
        LockMap map = _script.Lock("A");
        foreach (int subclass in (int[])[0, 7, 0, 7])
        {
            Flow.Acquire(in map, new AcquireOptions(Subclass: subclass));
            Flow.Release(in map);
        }

        Reported.Should().BeEmpty();

        Flow.Acquire(in map, new AcquireOptions(Subclass: 8));
        Reported.Should().Be("InvalidSubclass");
    }

    [Fact]
    public void A_lock_that_changes_hands_is_held_by_the_other_flow_without_a_dependency()
    {
        _script.Play("1: A...; 2: B...").Should().BeEmpty();
        LockMap map = _script.Lock("A");
        LockFlow other = _script.Flow("2").Flow;
        Flow.HandOver(in map, other);

        Flow.HoldsNothing.Should().BeTrue();
        other.Held.Select(static h => h.Class!.Name).Should().Equal("B", "A");
        _script.Edges.Should().BeEmpty();
        other.Release(in map);
        Reported.Should().BeEmpty();
    }

    [Fact]
    public void A_second_owner_is_found_each_time_it_is_announced()
    {
        _script.Play("2: A.told; 1: A.told; 1: A.told...").Should().BeEmpty();

        Script.KindsOf(_script.Play("2: A.told")).Should().Be("DoubleOwner", "flow 2 knows the path already");
        _script.Play("3: A#2.told").Should().BeEmpty("another instance");
    }

    [Fact]
    public void Readers_may_own_a_lock_together_but_not_beside_a_writer()
    {
        _script.Play("1: A.r.told...; 2: A.r.told").Should().BeEmpty();

        Script.KindsOf(_script.Play("2: A.told")).Should().Be("DoubleOwner");
    }
}
