namespace LockValidator.Tests;

/// <summary>What every lock of ours does; split by what goes well, what does not come about, and nesting. One class per lock derives from it; what a lock cannot do is a capability of its <see cref="LockUnderTest"/>.</summary>
public abstract partial class LockContract
{
    protected virtual LockKind Kind => LockKind.Sleeping;

    protected abstract LockUnderTest Make(LockClass type);

    protected LockUnderTest Make(string name) => Make(new LockClass(name, Kind));

    /// <summary>A lock that has been used as a lock, so that findings do not wait for a proof.</summary>
    private LockUnderTest MakeProved(string name) => Prove(Make(name));

    private LockUnderTest MakeProved(LockClass type) => Prove(Make(type));

    private static LockUnderTest Prove(LockUnderTest made)
    {
        if (made.HasTrial)
        {
            using var elsewhere = new FlowRun();
            elsewhere.As("proof", () => Use(made));
        }

        return made;
    }

    [Fact]
    public void Two_orders_are_reported()
    {
        using var run = new FlowRun();
        var (a, b) = (MakeProved("a"), MakeProved("b"));

        run.As("first", () => Nest(a, b));
        run.As("second", () => Nest(b, a));

        run.Kinds.Should().Equal(ViolationKind.CircularDependency);
    }

    [Fact]
    public void One_order_is_accepted()
    {
        using var run = new FlowRun();
        var (a, b) = (MakeProved("a"), MakeProved("b"));

        run.As("first", () => Nest(a, b));
        run.As("second", () => Nest(a, b));

        run.Kinds.Should().BeEmpty();
    }

    [Fact]
    public void An_inversion_with_a_plain_lock_is_reported()
    {
        using var run = new FlowRun();
        var (a, b) = (MakeProved("a"), Make("b"));
        var other = Kind == LockKind.RawSpin ? b : new PlainLock(new LockClass("plain"));

        run.As("first", () => Nest(a, other));
        run.As("second", () => Nest(other, a));

        run.Kinds.Should().Contain(ViolationKind.CircularDependency);
    }

    [Fact]
    public void The_report_comes_before_the_thread_blocks()
    {
        using var run = new FlowRun();
        var (a, b) = (MakeProved("a"), MakeProved("b"));
        using var bothHold = new Barrier(2);
        using var reported = new ManualResetEventSlim();
        using IDisposable subscription = run.Checker.AddReporter(new Callback(_ => reported.Set()));
        run.As("earlier", () => Nest(a, b));

        RealThreads.Run(
            () => run.As("one", () =>
            {
                a.Enter();
                bothHold.SignalAndWait(RealThreads.Limit).Should().BeTrue();
                reported.Wait(RealThreads.Limit).Should().BeTrue("the other is stuck until this one lets go, and reports all the same");
                a.Exit();
            }),
            () => run.As("two", () =>
            {
                b.Enter();
                bothHold.SignalAndWait(RealThreads.Limit).Should().BeTrue();
                Use(a);
                b.Exit();
            }));

        run.Kinds.Should().Equal(ViolationKind.CircularDependency);
    }

    /// <summary>An upgradeable hold is two entries of one instance.</summary>
    private static IEnumerable<long> HeldInstances() => LockFlow.Current.Held.Select(held => held.Instance).Distinct();

    private static void Use(LockUnderTest a)
    {
        a.Enter();
        a.Exit();
    }

    private static void Nest(LockUnderTest outer, LockUnderTest inner)
    {
        outer.Enter();
        inner.Enter();
        inner.Exit();
        outer.Exit();
    }
}
