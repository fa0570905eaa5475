namespace LockValidator.Tool.Tests;

/// <summary>How findings become the keys of a verdict.</summary>
public sealed class VerdictFieldsTests
{
    [Fact]
    public void A_chain_is_given_from_the_held_lock_backwards_to_the_one_being_taken()
    {
        Violation violation = Sample(ViolationKind.CircularDependency) with
        {
            Acquiring = Use("srcu"),
            Holding = Use("rq"),
            Cycle = [Step("rq", "srcu"), Step("srcu", "pool"), Step("pool", "pi"), Step("pi", "rq")],
        };

        Shown(violation).Should().Equal("report=circular", "atOp=7", "classes=rq, pi, pool, srcu", "acquiring=srcu", "holding=rq");
    }

    [Theory]
    [InlineData(true, "this=A", "other=C", "path=C, B, A", "classes=A, C", "direction=forwards")]
    [InlineData(false, "this=C", "other=A", "path=A, B, C", "classes=C, A", "direction=backwards")]
    public void An_inversion_is_told_from_the_lock_that_just_changed(bool forwards, string self, string other, string path, string classes, string direction)
    {
        Violation violation = Sample(ViolationKind.UsageInversion) with { Usage = Usage("A", "C") with { Forwards = forwards, Path = [Step("A", "B"), Step("B", "C")] } };

        Shown(violation).Should().Contain([self, other, path, classes, direction, "state=HARDIRQ-READ"]);
    }

    [Fact]
    public void A_safe_to_unsafe_order_names_its_four_classes()
    {
        Violation violation = Sample(ViolationKind.SafeToUnsafeOrder) with { Usage = Usage("S", "U") with { Previous = Class("P"), Next = Class("N") } };

        Shown(violation).Should().Equal(
            "report=irq_safe_unsafe", "atOp=7", "state=HARDIRQ-READ", "prev=P", "next=N", "safe=S", "unsafe=U", "classes=S, P, N, U");
    }

    [Theory]
    [InlineData(ViolationKind.AssertionFailed, "report=assert", "assert=the_check")]
    [InlineData(ViolationKind.PinViolation, "report=warn", "warn=the_check")]
    [InlineData(ViolationKind.DowngradeOfReader, "report=warn", "warn=the_check")]
    public void A_failed_check_is_its_identifier(ViolationKind kind, string report, string check)
    {
        Shown(Sample(kind) with { Check = "the_check", Acquiring = Use("A") }).Should().Equal(report, "atOp=7", check);
    }

    [Fact]
    public void Every_kind_of_finding_has_a_name_of_its_own()
    {
        Enum.GetValues<ViolationKind>().Select(ReportNames.Of).Should().NotContain(static name => name.StartsWith("LV", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Shown(Violation violation) =>
        VerdictFields.Of(new Finding(violation, 7)).Select(static field => $"{field.Key}={field.Shown}");

    private static Violation Sample(ViolationKind kind) => new()
    {
        Kind = kind,
        Fingerprint = "f",
        Operation = "acquire",
        Held = [],
        Flow = "flow",
        Position = CodePosition.Unknown,
        Executions = ["run"],
        Verdict = Verdict.Possible,
        Reason = "because",
    };

    private static UsageDetail Usage(string safe, string @unsafe) => new()
    {
        Context = "HARDIRQ",
        Read = true,
        Safe = Class(safe),
        Unsafe = Class(@unsafe),
        SafeWitness = Seen,
        UnsafeWitness = Seen,
    };

    private static Witness Seen => new("flow", "run", CodePosition.Unknown, CodePosition.Unknown);

    private static ClassSnapshot Class(string name) => new(name + " shown", name, 0, LockKind.RawSpin, "....", 2, 2);

    private static LockUse Use(string name) => new(Class(name), LockMode.Exclusive, AcquireKind.Blocking, "@x", CodePosition.Unknown);

    private static DependencyStep Step(string from, string to) => new(Class(from), Class(to), DependencyKinds.EN, Seen);
}
