namespace LockValidator.Tests;

public sealed class TextWriterReporterTests
{
    [Fact]
    public void Each_distinct_finding_is_written_once()
    {
        using var text = new StringWriter();
        var reporter = new TextWriterReporter(text);

        reporter.Report(Finding("one"));
        string first = text.ToString();
        reporter.Report(Finding("one") with { Known = true });
        reporter.Report(Finding("one"));

        first.Should().NotBeEmpty();
        text.ToString().Should().Be(first);
    }

    [Fact]
    public void Another_finding_is_written_too()
    {
        using var text = new StringWriter();
        var reporter = new TextWriterReporter(text);

        reporter.Report(Finding("one"));
        int length = text.ToString().Length;
        reporter.Report(Finding("two"));

        text.ToString().Length.Should().BeGreaterThan(length);
    }

    [Theory]
    [InlineData(Verdict.Informational, Verdict.Possible, true)]
    [InlineData(Verdict.Possible, Verdict.Informational, false)]
    public void A_finding_is_written_again_when_it_has_become_worse_and_only_then(Verdict first, Verdict second, bool again)
    {
        using var text = new StringWriter();
        var reporter = new TextWriterReporter(text);

        reporter.Report(Finding("one") with { Verdict = first });
        int length = text.ToString().Length;
        reporter.Report(Finding("one") with { Verdict = second });

        (text.ToString().Length > length).Should().Be(again);
    }

    [Fact]
    public void It_receives_what_a_checker_finds()
    {
        using var run = new FlowRun();
        using var text = new StringWriter();
        using IDisposable subscription = run.Checker.AddReporter(new TextWriterReporter(text));
        var a = new ValidatedSpinLock("a");

        run.As("flow", () => a.Invoking(gate => gate.Exit()).Should().Throw<SynchronizationLockException>());

        text.ToString().TrimEnd().Should().Be(TextReport.Render(run.Checker.Violations.Single()).TrimEnd());
    }

    private static Violation Finding(string fingerprint) => new()
    {
        Kind = ViolationKind.HeldAtFlowEnd,
        Fingerprint = fingerprint,
        Operation = "end",
        Held = [],
        Flow = "flow",
        Position = CodePosition.Unknown,
        Executions = ["process"],
        Verdict = Verdict.Certain,
        Reason = "It happened.",
    };
}
