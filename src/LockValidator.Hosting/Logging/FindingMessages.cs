using Microsoft.Extensions.Logging;

namespace LockValidator;

/// <summary>What is written to a logger.</summary>
internal static partial class FindingMessages
{
    // A property is for filters and dashboards; the report has all the steps.
    private const int MostClasses = 32;

    public static void Write(ILogger logger, LogLevel level, Violation violation)
    {
        if (logger.IsEnabled(level))
        {
            RuleMessages.Of(violation.Kind)(
                logger,
                level,
                TextReport.Render(violation),
                violation.Kind.RuleId(),
                violation.Kind,
                violation.Verdict,
                [.. violation.InvolvedClasses().Take(MostClasses).Select(static type => TextReport.SafeName(type.Name))],
                TextReport.SafeName(violation.Fingerprint),
                TextReport.SafeName(violation.Flow),
                TextReport.SafeName(violation.Position.ToString()));
        }
    }

    public static void WriteRetracted(ILogger logger, Violation violation)
    {
        string rule = violation.Kind.RuleId();
        string fingerprint = TextReport.SafeName(violation.Fingerprint);
        Retracted(logger, rule, fingerprint);
    }

    public static void WriteCount(ILogger logger, LockFinding finding)
    {
        string rule = finding.Violation.Kind.RuleId();
        string fingerprint = TextReport.SafeName(finding.Violation.Fingerprint);
        long count = finding.Count;
        Counted(logger, rule, fingerprint, count);
    }

    [LoggerMessage(EventId = 1000, Level = LogLevel.Information, Message = "{Rule} {Fingerprint} is withdrawn: the semaphore that it took for a lock has proved to be none.")]
    private static partial void Retracted(ILogger logger, string rule, string fingerprint);

    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "{Rule} {Fingerprint} was met {Count} times; it was reported once.")]
    private static partial void Counted(ILogger logger, string rule, string fingerprint, long count);
}
