namespace LockValidator.Tests;

/// <content>Several locks of one class.</content>
public abstract partial class LockContract
{
    [Fact]
    public void Two_of_one_class_are_reported_without_levels_and_accepted_with_them()
    {
        var type = new LockClass("account", Kind);
        var (a, b) = (MakeProved(type), MakeProved(type));
        using (var plain = new FlowRun())
        {
            plain.As("first", () => Nest(a, b));
            plain.As("second", () => Nest(b, a));
            plain.Kinds.Should().Contain(ViolationKind.SameClassNesting);
        }

        using var nested = new FlowRun();
        nested.As("flow", () =>
        {
            a.Enter();
            b.EnterNested(1);
            b.Exit();
            a.Exit();
        });
        nested.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void Several_of_one_class_are_accepted_under_a_lock_that_all_hold()
    {
        var type = new LockClass("account", Kind);
        var (a, b) = (MakeProved(type), MakeProved(type));
        using var run = new FlowRun();
        var table = new ValidatedSpinLock(new LockClass("table", Kind));

        foreach ((LockUnderTest first, LockUnderTest second) in new[] { (a, b), (b, a) })
        {
            run.As("flow", () =>
            {
                using (table.EnterScope())
                {
                    first.EnterUnder(table);
                    second.EnterUnder(table);
                    second.Exit();
                    first.Exit();
                }
            });
        }

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void An_order_of_the_class_decides()
    {
        using var run = new FlowRun();
        object? first = null;
        var type = new LockClass("account", Kind, (held, _) => ReferenceEquals(held, first) ? -1 : 1);
        var (a, b) = (MakeProved(type), MakeProved(type));
        first = a.Compared;

        run.As("right", () => Nest(a, b));
        run.Kinds.Should().BeEmpty();
        run.As("wrong", () => Nest(b, a));

        run.Kinds.Should().Contain(ViolationKind.SameClassNesting);
    }
}
