using System.Collections.Concurrent;
using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace LockValidator.Interception;

/// <summary>
/// A captured program's own report: findings go to standard error unless the program has a reporter, and a program that was to be
/// validated but had nothing to observe is told so at its end. For generated code.
/// </summary>
/// <remarks>The environment variable <c>LOCKVALIDATION_REPORT</c>: <c>findings</c> (the default), <c>summary</c> (also what was observed, at the end) or <c>none</c>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CaptureSession
{
    private const string Variable = "LOCKVALIDATION_REPORT";

    private static readonly ConcurrentDictionary<string, int> s_routes = new();
    private static readonly string s_report = Environment.GetEnvironmentVariable(Variable)?.Trim().ToUpperInvariant() ?? "";

    // Written once, by any thread; read at the end.
    private static bool s_observed;
    private static int s_started;
    private static int s_reports;

    /// <summary>A captured assembly was loaded. Does not make the default checker: the program may still want to configure it.</summary>
    public static void Start()
    {
        if (LockValidation.IsEnabled && Interlocked.Exchange(ref s_started, 1) == 0)
        {
            LockGraphOutput.Start();
            AppDomain.CurrentDomain.ProcessExit += static (_, _) => AtExit();
        }
    }

    /// <summary>A lock was made that will be watched. That it is ever taken is another matter.</summary>
    /// <param name="route">By which route.</param>
    public static void Made(string route)
    {
        s_routes.AddOrUpdate(route, 1, static (_, count) => count + 1);
        ReportByDefault();
    }

    /// <summary>A lock is taken for the first time.</summary>
    internal static void Observed(string route)
    {
        Volatile.Write(ref s_observed, true);
        Made(route);
    }

    private static void ReportByDefault()
    {
        if (Volatile.Read(ref s_reports) == 0 && Interlocked.Exchange(ref s_reports, 1) == 0 && s_report != "NONE")
        {
            LockChecker.Default.AddReporter(new DefaultReporter());
            foreach (BaselineProblem problem in LockChecker.Default.Options.Baseline.Problems)
            {
                Console.Error.WriteLine(TextReport.SafeLine(problem.ToString()));
            }
        }
    }

    private static void AtExit()
    {
        ReportByDefault();

        // What is taken inside a scope with a graph of its own is not in the default checker's statistics.
        if (!Volatile.Read(ref s_observed))
        {
            LockChecker.Default.ReportIfNothingObserved("the program");
        }

        if (s_report == "SUMMARY")
        {
            Console.Error.WriteLine(Summary());
        }
    }

    private static string Summary()
    {
        LockStatistics seen = LockChecker.Default.Statistics;
        var text = new StringBuilder("lock validation observed: ");
        text.Append(CultureInfo.InvariantCulture, $"{seen.Classes} classes, {seen.Dependencies} dependencies, {seen.Chains} chains, {seen.Violations} findings; locks by route:");
        foreach ((string route, int count) in s_routes.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $" {route} {count}");
        }

        return s_routes.IsEmpty ? text.Append(" none").ToString() : text.ToString();
    }

    /// <summary>Writes to standard error for as long as nobody else is told.</summary>
    private sealed class DefaultReporter : IViolationReporter
    {
        private readonly TextWriterReporter _writer = new(Console.Error);

        public void Report(Violation violation)
        {
            if (LockChecker.Default.ReporterCount == 1)
            {
                _writer.Report(violation);
            }
        }
    }
}
