using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LockValidator;

/// <summary>Connects a checker to the host's logger and metrics while the host runs.</summary>
internal sealed class LockValidatorService(IServiceProvider services, IOptions<LockValidatorOptions> options, LockFindings findings) : IHostedService, IDisposable
{
    private LoggerReporter? _reporter;
    private LockValidatorMetrics? _metrics;
    private IDisposable? _connection;
    private IDisposable? _ending;
    private IDisposable? _output;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        LockValidatorOptions read = options.Value;
        if (!read.Enabled)
        {
            return Task.CompletedTask;
        }

        LockChecker checker = read.EffectiveChecker;
        ILogger? logger = services.GetService<ILoggerFactory>()?.CreateLogger("LockValidator");
        _reporter = new LoggerReporter(logger, read, findings, Console.Error);
        _metrics = new LockValidatorMetrics(checker, findings, services.GetService<IMeterFactory>());
        _output = read.GraphOutput is { } path ? LockGraphOutput.Start(path, checker) : null;
        _connection = checker.AddReporter(_reporter);

        // After the one that logs: it has the last word.
        _ending = read.FailFastOnDeadlock ? checker.AddReporter(new DeadlockEnding(_output, Environment.FailFast)) : null;
        Limit(checker, read);

        // Static locks are taken, and may be found wrong, before any host is there.
        foreach (Violation early in checker.Violations)
        {
            _reporter.ReportEarly(early);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _reporter?.WriteCounts();
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _ending?.Dispose();
        _connection?.Dispose();
        _metrics?.Dispose();
        _output?.Dispose();
        _reporter = null;
    }

    private static void Limit(LockChecker checker, LockValidatorOptions read)
    {
        if ((read.DeadlockLimit ?? read.StallLimit) is not null)
        {
            checker.LimitWaits(Limit(read.DeadlockLimit, checker.Options.DeadlockLimit), Limit(read.StallLimit, checker.Options.StallLimit));
        }
    }

    private static TimeSpan? Limit(TimeSpan? read, TimeSpan? made) => read is not { } limit ? made : limit == Timeout.InfiniteTimeSpan ? null : limit;
}
