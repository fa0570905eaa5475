namespace LockValidator.Tests.Waits;

public sealed class ValidatedTypeInitializerTests
{
    private static readonly ValidatedLock s_outer = new("outer");
    private static readonly ValidatedLock s_other = new("other");

    [Fact]
    public void Needing_a_type_with_a_lock_held_that_its_static_constructor_takes_is_reported()
    {
        using var run = new FlowRun();
        run.As("first", () => ValidatedTypeInitializer.Ensure(typeof(TakesOuter)));
        run.As("second", () =>
        {
            using (s_outer.EnterScope())
            {
                ValidatedTypeInitializer.Ensure(typeof(TakesOuterToo));
            }
        });

        run.Kinds.Should().Equal(ViolationKind.CircularWait);
        TakesOuter.Value.Should().Be(1);
    }

    [Fact]
    public void Needing_a_type_with_a_lock_held_that_its_static_constructor_does_not_take_is_accepted()
    {
        using var run = new FlowRun();
        run.As("second", () =>
        {
            using (s_outer.EnterScope())
            {
                ValidatedTypeInitializer.Ensure(typeof(TakesOther));
            }
        });

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void A_type_that_is_initialised_is_not_waited_for()
    {
        using var run = new FlowRun();
        run.As("first", () => ValidatedTypeInitializer.Ensure(typeof(Done)));
        run.As("second", () =>
        {
            using (s_outer.EnterScope())
            {
                ValidatedTypeInitializer.Ensure(typeof(Done));
            }
        });

        run.Kinds.Should().BeEmpty();
    }

    private static void Take(ValidatedLock gate)
    {
        using (gate.EnterScope())
        {
        }
    }

#pragma warning disable CA1810 // The static constructors are what is tested.
    private static class TakesOuter
    {
        public static readonly int Value;

        static TakesOuter()
        {
            ValidatedTypeInitializer.Run(typeof(TakesOuter), static () => Take(s_outer));
            Value = 1;
        }
    }

    private static class TakesOuterToo
    {
        static TakesOuterToo() => ValidatedTypeInitializer.Run(typeof(TakesOuterToo), static () => Take(s_outer));
    }

    private static class TakesOther
    {
        static TakesOther() => ValidatedTypeInitializer.Run(typeof(TakesOther), static () => Take(s_other));
    }

    private static class Done
    {
        static Done() => ValidatedTypeInitializer.Run(typeof(Done), static () => Take(s_outer));
    }
}
