using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LockValidator.Hosting.Tests;

public sealed class HostTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly RecordingLogger _log = new();
    private readonly LockChecker _checker = new();

    [Fact]
    public async Task A_host_logs_what_is_found_before_and_while_it_runs_and_not_after()
    {
        _checker.Invert(new LockClass("early"), new LockClass("early too"));
        using IHost host = Host();

        await host.StartAsync().WaitAsync(s_limit);
        _log.Findings.Should().ContainSingle("static locks can be found wrong before there is a host");
        _checker.Invert(new LockClass("accounts"), new LockClass("audit"));
        _log.Findings.Should().HaveCount(2);
        await host.StopAsync().WaitAsync(s_limit);

        _checker.Invert(new LockClass("late"), new LockClass("late too"));
        _log.Findings.Should().HaveCount(2);
        _checker.ReporterCount.Should().Be(0);
    }

    [Fact]
    public async Task A_finding_that_is_made_while_the_host_starts_is_counted_once()
    {
        using IHost host = Host();
        LockFindings findings = host.Services.GetRequiredService<LockFindings>();
        var reporter = new LoggerReporter(_log, new LockValidatorOptions(), findings, TextWriter.Null);
        using IDisposable connection = _checker.AddReporter(reporter);
        _checker.Invert(new LockClass("a"), new LockClass("b"));
        reporter.ReportEarly(_checker.Violations.Single());
        findings.All.Should().ContainSingle().Which.Count.Should().Be(1, "it was told, then read");

        await host.StartAsync().WaitAsync(s_limit);
        findings.All.Should().ContainSingle().Which.Count.Should().Be(1);
        await host.StopAsync().WaitAsync(s_limit);
    }

    [Fact]
    public void A_finding_that_is_read_before_its_flow_comes_to_tell_of_it_is_counted_once_and_its_repeats_each_time()
    {
        var findings = new LockFindings();
        var reporter = new LoggerReporter(_log, new LockValidatorOptions(), findings, TextWriter.Null);
        var (a, b) = (new LockClass("a"), new LockClass("b"));
        _checker.Invert(a, b);
        Violation made = _checker.Violations.Single();

        reporter.ReportEarly(made);
        reporter.Report(made);
        findings.All.Should().ContainSingle().Which.Count.Should().Be(1);

        using IDisposable connection = _checker.AddReporter(reporter);
        _checker.Take(b, a);
        _checker.Take(b, a);
        findings.All.Should().ContainSingle().Which.Count.Should().Be(3);
        _log.Findings.Should().ContainSingle();
    }

    [Fact]
    public async Task A_host_that_is_started_after_another_counts_for_itself()
    {
        var (a, b) = (new LockClass("a"), new LockClass("b"));
        _checker.Invert(a, b);
        for (int i = 0; i < 2; i++)
        {
            using IHost host = Host();
            await host.StartAsync().WaitAsync(s_limit);
            _checker.Take(b, a);
            host.Services.GetRequiredService<LockFindings>().All.Should().ContainSingle().Which.Count.Should().Be(2);
            await host.StopAsync().WaitAsync(s_limit);
        }
    }

    [Fact]
    public async Task Options_come_from_configuration_and_then_from_code()
    {
        using IHost host = Host(
            new()
            {
                ["LockValidator:Levels:LV0001"] = "Critical",
                ["LockValidator:Levels:unbalancedrelease"] = "None",
                ["LockValidator:VerdictLevels:Informational"] = "Debug",
                ["LockValidator:Namespaces:Shop.Legacy"] = "false",
            },
            static options => options.Levels[ViolationKind.Recursion] = LogLevel.Trace);

        await host.StartAsync().WaitAsync(s_limit);

        LockValidatorOptions read = host.Services.GetRequiredService<IOptions<LockValidatorOptions>>().Value;
        read.Levels.Should().Equal(new Dictionary<ViolationKind, LogLevel>
        {
            [ViolationKind.CircularDependency] = LogLevel.Critical,
            [ViolationKind.UnbalancedRelease] = LogLevel.None,
            [ViolationKind.Recursion] = LogLevel.Trace,
        });
        read.VerdictLevels[Verdict.Informational].Should().Be(LogLevel.Debug);
        read.Namespaces.Should().Equal(new Dictionary<string, bool> { ["Shop.Legacy"] = false });
    }

    [Theory]
    [InlineData("Levels:LV0099", "Error", "LockValidator:Levels:LV0099 does not name a rule, such as LV0001, or its name, such as CircularDependency.")]
    [InlineData("Levels:LV0001", "Loud", "LockValidator:Levels:LV0001 is 'Loud': it must be a log level, Trace to Critical or None.")]
    [InlineData("Levels:1", "Error", "LockValidator:Levels:1 does not name a rule, such as LV0001, or its name, such as CircularDependency.")]
    [InlineData("Enabled", "perhaps", "LockValidator:Enabled is 'perhaps': it must be true or false.")]
    [InlineData("Namespaces:Shop..Legacy", "false", "Namespaces has the entry 'Shop..Legacy', which is neither a namespace nor *.")]
    [InlineData("Levels", "None", "LockValidator:Levels is 'None': it must be a section of rules with their levels.")]
    [InlineData("VerdictLevels", "Error", "LockValidator:VerdictLevels is 'Error': it must be a section of verdicts with their levels.")]
    [InlineData("Namespaces", "Shop", "LockValidator:Namespaces is 'Shop': it must be a section of namespaces, each true or false.")]
    [InlineData("", "false", "LockValidator is 'false': it must be a section of options, such as Enabled.")]
    [InlineData("DeadlockLimit", "10", "LockValidator:DeadlockLimit is '10': it must be a time in hours, minutes and seconds, such as 00:00:10, or never.")]
    [InlineData("StallLimit:Seconds", "10", "LockValidator:StallLimit is a section: it must be a time in hours, minutes and seconds, such as 00:00:10, or never.")]
    [InlineData("DeadlockLimit", "00:00:00", "DeadlockLimit is 00:00:00: it must be more than nothing and at most 49 days.")]
    [InlineData("StallLimit", "-00:00:01", "StallLimit is -00:00:01: it must be more than nothing and at most 49 days.")]
    [InlineData("StallLimit", "50.00:00:00", "StallLimit is 50.00:00:00: it must be more than nothing and at most 49 days.")]
    [InlineData("FailFastOnDeadlock", "yes", "LockValidator:FailFastOnDeadlock is 'yes': it must be true or false.")]
    [InlineData("GraphOutput", "", "GraphOutput is empty: it must be the path of a file or folder.")]
    [InlineData("GraphOutput:Path", "graphs", "LockValidator:GraphOutput is a section: it must be the path of a file or folder.")]
    [InlineData("Levles:LV0001", "Error", "LockValidator:Levles is no option: there are Enabled, Levels, VerdictLevels, Namespaces, DeadlockLimit, StallLimit, FailFastOnDeadlock and GraphOutput.")]
    public async Task A_mistake_in_configuration_stops_the_start_with_one_sentence(string key, string value, string sentence)
    {
        using IHost host = Host(new() { [key.Length == 0 ? "LockValidator" : "LockValidator:" + key] = value });

        Func<Task> start = () => host.StartAsync().WaitAsync(s_limit);

        (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should().Equal(sentence);
        _checker.ReporterCount.Should().Be(0);
    }

    [Fact]
    public async Task Switched_off_it_does_nothing()
    {
        using IHost host = Host(new() { ["LockValidator:Enabled"] = "false" });
        await host.StartAsync().WaitAsync(s_limit);

        _checker.Invert(new LockClass("accounts"), new LockClass("audit"));

        _log.Findings.Should().BeEmpty();
        (await Health(host)).Entries["lockvalidator"].Description.Should().Be("Lock validation is off.");
    }

    [Fact]
    public async Task Health_goes_from_nothing_observed_to_well_to_degraded()
    {
        using IHost host = Host();
        await host.StartAsync().WaitAsync(s_limit);
        LockClass accounts = new("accounts"), audit = new("audit");

        (await Health(host)).Entries["lockvalidator"].Description.Should().Be("No lock was observed yet.");
        _checker.Take(accounts, audit);
        HealthReportEntry well = (await Health(host)).Entries["lockvalidator"];
        well.Status.Should().Be(HealthStatus.Healthy);
        well.Data["classes"].Should().Be(2);
        _checker.Take(audit, accounts);

        HealthReportEntry unwell = (await Health(host)).Entries["lockvalidator"];
        unwell.Status.Should().Be(HealthStatus.Degraded);
        unwell.Description.Should().Be("1 lock-order finding.");
        unwell.Data["rules"].Should().Be("LV0001");
    }

    [Fact]
    public async Task The_meter_tells_what_was_observed()
    {
        using IHost host = Host();
        await host.StartAsync().WaitAsync(s_limit);
        var measured = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == "LockValidator" && instrument.Meter.Scope == host.Services.GetService<IMeterFactory>())
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            string rule = tags.ToArray().Where(static tag => tag.Key == "rule").Select(static tag => $"[{tag.Value}]").FirstOrDefault("");
            measured[instrument.Name + rule] = value;
        });
        listener.Start();

        LockClass accounts = new("accounts"), audit = new("audit");
        _checker.Invert(accounts, audit);
        _checker.Invert(accounts, audit);
        var flow = new LockFlow(_checker, "holder");
        flow.Acquire(new LockMap(accounts), default);
        listener.RecordObservableInstruments();

        measured["lockvalidator.classes"].Should().Be(2);
        measured["lockvalidator.dependencies"].Should().Be(_checker.Statistics.Dependencies);
        measured["lockvalidator.chains"].Should().Be(_checker.Statistics.Chains).And.BePositive();
        measured["lockvalidator.acquisitions.checked"].Should().Be(_checker.Statistics.SlowAcquisitions).And.BePositive();
        measured["lockvalidator.findings[LV0001]"].Should().Be(1);
        measured["lockvalidator.findings.met[LV0001]"].Should().BeGreaterThan(1);
        measured["lockvalidator.locks.held"].Should().Be(1);
        measured["lockvalidator.waits"].Should().Be(0);
        measured["lockvalidator.internal_failures"].Should().Be(0);
    }

    [Fact]
    public void Without_configuration_and_without_a_host_the_options_are_the_defaults()
    {
        using ServiceProvider services = new ServiceCollection().AddLockValidator().AddLockValidator().BuildServiceProvider();

        services.GetRequiredService<IOptions<LockValidatorOptions>>().Value.Enabled.Should().BeTrue();
        services.GetServices<IHostedService>().Should().ContainSingle("added twice is there once");
    }

    private static Task<HealthReport> Health(IHost host) => host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync().WaitAsync(s_limit);

    private IHost Host(Dictionary<string, string?>? configuration = null, Action<LockValidatorOptions>? configure = null)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.Logging.AddProvider(_log);
        builder.Services.AddMetrics();
        builder.Services.AddLockValidator(options =>
        {
            options.Checker = _checker;
            configure?.Invoke(options);
        });
        builder.Services.AddHealthChecks().AddLockValidator();
        return builder.Build();
    }
}
