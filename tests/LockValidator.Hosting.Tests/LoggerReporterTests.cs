using Microsoft.Extensions.Logging;

namespace LockValidator.Hosting.Tests;

public sealed class LoggerReporterTests
{
    private readonly RecordingLogger _log = new();
    private readonly LockValidatorOptions _options = new();
    private readonly LockChecker _checker = new();

    [Fact]
    public void A_finding_is_one_message_with_the_number_of_its_rule_and_its_properties()
    {
        _checker.AddReporter(new LoggerReporter(_log, _options));

        _checker.Invert(new LockClass("accounts"), new LockClass("audit"));

        RecordingLogger.Entry entry = _log.Entries.Should().ContainSingle().Subject;
        entry.Id.Id.Should().Be(1);
        entry.Id.Name.Should().Be("CircularDependency");
        entry.Level.Should().Be(LogLevel.Warning, "it is possible and did not happen");
        entry.Text.Should().StartWith("LV0001 CircularDependency (Possible): [accounts, audit], in flow worker").And.Contain("orders that contradict each other");
        entry.Properties["Kind"].Should().Be(ViolationKind.CircularDependency);
        entry.Properties["Verdict"].Should().Be(Verdict.Possible);
        entry.Properties["Classes"].As<string[]>().Should().BeEquivalentTo("accounts", "audit");
        entry.Properties["Rule"].Should().Be("LV0001");
    }

    [Fact]
    public void Two_locks_in_one_order_are_no_message()
    {
        _checker.AddReporter(new LoggerReporter(_log, _options));
        LockClass accounts = new("accounts"), audit = new("audit");

        _checker.Take(accounts, audit);
        _checker.Take(accounts, audit);

        _log.Entries.Should().BeEmpty();
    }

    [Fact]
    public void Every_kind_has_a_message_of_its_own_under_its_number()
    {
        foreach (ViolationKind kind in Enum.GetValues<ViolationKind>())
        {
            new LoggerReporter(_log, _options).Report(Finding(kind, Verdict.Certain));
        }

        _log.Entries.Select(static entry => entry.Id.Id).Should().Equal(Enum.GetValues<ViolationKind>().Select(static kind => (int)kind));
        _log.Entries.Select(static entry => entry.Id.Name).Should().Equal(Enum.GetNames<ViolationKind>());
        _log.Entries.Should().OnlyContain(static entry => entry.Level == LogLevel.Error);
    }

    [Fact]
    public void A_finding_that_is_met_again_is_counted_and_not_logged()
    {
        var reporter = new LoggerReporter(_log, _options);
        _checker.AddReporter(reporter);
        LockClass accounts = new("accounts"), audit = new("audit");

        for (int i = 0; i < 1_000; i++)
        {
            _checker.Invert(accounts, audit);
        }

        _log.Entries.Should().ContainSingle("a thousand messages would be a flood");
        reporter.Findings.All.Should().ContainSingle().Which.Count.Should().BeGreaterOrEqualTo(1_000);
        reporter.WriteCounts();
        _log.Entries[^1].Text.Should().Contain("it was reported once");
    }

    [Fact]
    public void A_level_of_a_kind_goes_before_that_of_its_verdict_and_none_only_counts()
    {
        _options.Levels[ViolationKind.UnbalancedRelease] = LogLevel.None;
        _options.Levels[ViolationKind.CircularDependency] = LogLevel.Critical;
        var reporter = new LoggerReporter(_log, _options);
        _checker.AddReporter(reporter);

        _checker.ReleaseUnheld(new LockClass("queue"));
        _checker.Invert(new LockClass("accounts"), new LockClass("audit"));

        _log.Entries.Should().ContainSingle().Which.Level.Should().Be(LogLevel.Critical);
        reporter.Findings.All.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("Shop.Legacy.Till", "Shop.Legacy.Drawer", 0)]
    [InlineData("Shop.Legacy.Till", "Shop.Orders.Basket", 1)]
    [InlineData("Shop.LegacyReplacement.Till", "Shop.LegacyReplacement.Drawer", 1)]
    [InlineData("Shop.Legacy.Kept.Till", "Shop.Legacy.Drawer", 1)]
    public void A_finding_is_dropped_only_if_all_its_locks_are_of_unwanted_namespaces(string first, string second, int messages)
    {
        _options.Namespaces["Shop.Legacy"] = false;
        _options.Namespaces["Shop.Legacy.Kept"] = true;
        _checker.AddReporter(new LoggerReporter(_log, _options));

        _checker.Invert(Flows.ClassOf(first), Flows.ClassOf(second));

        _log.Entries.Should().HaveCount(messages);
    }

    [Fact]
    public void The_rest_can_be_unwanted_too()
    {
        _options.Namespaces["*"] = false;
        _options.Namespaces["Shop.Orders"] = true;
        _checker.AddReporter(new LoggerReporter(_log, _options));

        _checker.Invert(new LockClass("named"), Flows.ClassOf("Other.Thing"));
        _log.Entries.Should().BeEmpty();
        _checker.Invert(Flows.ClassOf("Shop.Orders.Basket"), Flows.ClassOf("Shop.Orders.Rows"));
        _log.Entries.Should().ContainSingle();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_a_logger_that_listens_the_report_goes_to_standard_error(bool deaf)
    {
        using var error = new StringWriter();
        _checker.AddReporter(new LoggerReporter(deaf ? new RecordingLogger(LogLevel.None) : null, _options, new LockFindings(), error));

        _checker.Invert(new LockClass("accounts"), new LockClass("audit"));

        error.ToString().Should().StartWith("possible deadlock: accounts").And.Contain("LV0001");
    }

    [Fact]
    public void A_finding_that_is_withdrawn_is_said_so_and_counts_no_more()
    {
        var reporter = new LoggerReporter(_log, _options);
        Violation finding = Finding(ViolationKind.CircularDependency, Verdict.Possible);
        reporter.Report(finding);

        reporter.Retract(finding);
        reporter.Retract(finding);

        _log.Entries.Should().HaveCount(2);
        _log.Entries[1].Id.Id.Should().Be(1000);
        reporter.Findings.All.Should().BeEmpty();
    }

    [Fact]
    public void A_finding_that_proves_to_be_more_sure_is_a_message_of_its_own()
    {
        var reporter = new LoggerReporter(_log, _options);

        reporter.Report(Finding(ViolationKind.SameClassNesting, Verdict.Informational));
        reporter.Report(Finding(ViolationKind.SameClassNesting, Verdict.Possible));

        _log.Entries.Select(static entry => entry.Level).Should().Equal(LogLevel.Information, LogLevel.Warning);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a\"b'c")]
    [InlineData("x\r\ncrit: forged line")]
    [InlineData("\u202egnp.exe\u2066\u001b[2J")]
    [InlineData("long")]
    public void A_hostile_name_makes_no_line_of_its_own(string name)
    {
        name = name == "long" ? new string('n', 10_000) : name;
        _checker.AddReporter(new LoggerReporter(_log, _options));
        _checker.Invert(new LockClass(name), new LockClass("audit"));
        var plainLog = new RecordingLogger();
        var plain = new LockChecker();
        plain.AddReporter(new LoggerReporter(plainLog));
        plain.Invert(new LockClass("plain"), new LockClass("audit"));

        string text = _log.Entries.Should().ContainSingle().Subject.Text;
        text.Split('\n').Should().HaveSameCount(plainLog.Entries[0].Text.Split('\n'));
        text.Should().NotContainAny("\r", "\u202e", "\u2066", "\u001b");
        text.Split('\n').Should().OnlyContain(static line => line.Length < 2_000);
        _log.Entries[0].Properties["Classes"].As<string[]>().Should().OnlyContain(static shown => shown.Length < 300);
    }

    private static Violation Finding(ViolationKind kind, Verdict verdict) => new()
    {
        Kind = kind,
        Fingerprint = kind.RuleId(),
        Operation = "acquire",
        Held = [],
        Flow = "worker",
        Position = CodePosition.Unknown,
        Executions = ["test"],
        Verdict = verdict,
        Reason = "",
    };
}
