namespace LockValidator.Testing.Tests;

/// <summary>Which classes a name in an assertion means: everywhere the same.</summary>
public sealed class LockNameTests
{
    // Two classes of one name: reports say A and A#2.
    private readonly ValidatedLock _a = new(new LockClass("A"));
    private readonly ValidatedLock _otherA = new(new LockClass("A"));
    private readonly ValidatedLock _b = new(new LockClass("B"));

    [Theory]
    [InlineData("A", true)]
    [InlineData("A#2", true)]
    [InlineData("A#3", false)]
    [InlineData("A/1", false)]
    [InlineData("a", false)]
    public void A_name_without_its_number_means_every_class_that_has_it(string name, bool isMeant)
    {
        using LockScope scope = LockScope.Begin(ownGraph: true);
        Take(_a);
        Take(_otherA, _b);
        GraphSnapshot graph = scope.Checker.Snapshot();
        graph.Classes.Select(static type => type.Name).Should().Equal("A", "A#2", "B");

        (graph.FindPath(name, "B") is not null).Should().Be(isMeant);
        (graph.WhyNotBefore(name, "B") is null).Should().Be(isMeant);
        Passes(() => LockOrderAssert.AcquiresInOrder(() => TakeAll(), name, "B")).Should().Be(isMeant);
        Take(_b, _otherA);
        scope.Violations.Should().ContainSingle();
        FindingText.ClassesOf(scope.Violations[0]).Any(type => FindingText.IsNamed(type, name)).Should().Be(isMeant);

        void TakeAll()
        {
            Take(_a);
            Take(_otherA, _b);
        }
    }

    [Fact]
    public void A_number_tells_classes_of_one_name_apart()
    {
        using LockScope scope = LockScope.Begin(ownGraph: true);
        Take(_a, _b);
        Take(_b, _otherA);
        GraphSnapshot graph = scope.Checker.Snapshot();

        graph.FindPath("B", "A#2").Should().ContainSingle();
        graph.FindPath("A#2", "B").Should().BeNull();
        graph.FindPath("A", "A#2").Should().HaveCount(2);
        graph.FindCycle().Should().BeNull("A and A#2 are two classes");
        LockOrderAssert.AcquiresInOrder(() => Take(_a, _otherA), "A", "A#2");
        Passes(() => LockOrderAssert.AcquiresInOrder(() => Take(_a, _a), "A", "A#2")).Should().BeFalse();
    }

    [Theory]
    [InlineData("1:A 2:A", InterleavingOutcome.Completed)]
    [InlineData("1:A#2 2:A", InterleavingOutcome.Completed)]
    [InlineData("1:C 2:A", InterleavingOutcome.Impossible)]
    [InlineData("1:A/1 2:A", InterleavingOutcome.Impossible)]
    public void A_schedule_names_locks_as_well(string schedule, InterleavingOutcome outcome) =>
        Interleaving.Run(schedule, () => Take(_b, _otherA), () => Take(_a)).Outcome.Should().Be(outcome);

    [Fact]
    public void A_nesting_level_is_a_part_of_the_name()
    {
        LockOrderAssert.AcquiresInOrder(Nested, "A", "A/1");
        Passes(() => LockOrderAssert.AcquiresInOrder(Nested, "A", "A")).Should().BeFalse();
        Interleaving.Run("1:A/1", Nested).Taken.Should().Equal("1:A", "1:A/1");

        void Nested()
        {
            using (_a.EnterScope())
            using (new ValidatedLock(_aClass).EnterNested(1))
            {
            }
        }
    }

    private readonly LockClass _aClass = new("A");

    private static bool Passes(Action assertion)
    {
        try
        {
            assertion();
            return true;
        }
        catch (LockAssertionException)
        {
            return false;
        }
    }

    private static void Take(params ValidatedLock[] locks)
    {
        foreach (ValidatedLock each in locks)
        {
            each.Enter();
        }

        foreach (ValidatedLock each in locks.Reverse())
        {
            each.Exit();
        }
    }
}
