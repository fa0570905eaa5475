using System.Globalization;

namespace LockValidator;

/// <summary>A whole test run: says at its end what was observed, and fails if that is nothing or if code outside of all tests broke a rule.</summary>
/// <remarks>
/// Code is outside where it runs before the run, or on a thread or work item that was started without the
/// context of its test, and where it outlives its test and all that stands around it.
/// </remarks>
public sealed class LockTestRun : IDisposable
{
    // Several assemblies can run in one process: a finding that belongs to none of them is told once.
    private static readonly HashSet<Violation> s_told = new(ReferenceEqualityComparer.Instance);

    private readonly string _name;
    private readonly LockTest _outside;

    private LockTestRun(string name)
    {
        _name = name;
        _outside = LockTest.Begin(name);
    }

    /// <summary>What was observed so far, in a sentence.</summary>
    public static string Observed
    {
        get
        {
            if (!LockValidation.IsEnabled)
            {
                return "LockValidator: validation is off, nothing was observed.";
            }

            LockStatistics seen = LockChecker.Default.Statistics;
            int allowed = LockChecker.Default.Violations.Count(static finding => finding.Allowed is not null);
            string of = allowed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", of which {allowed} {(allowed == 1 ? "is" : "are")} allowed");
            return string.Create(
                CultureInfo.InvariantCulture,
                $"LockValidator observed {seen.Classes} lock classes, {seen.Dependencies} orders, {seen.Chains} chains and {seen.SlowAcquisitions} acquisitions that were new; {seen.Violations} findings{of}.");
        }
    }

    /// <summary>What is to be said of the baseline at the end of a run.</summary>
    /// <param name="isWhole">True: all tests were run, so that an entry that no finding was about is told as well.</param>
    /// <returns>A line each: what is wrong with the file, and which of its entries are of no use.</returns>
    public static IReadOnlyList<string> BaselineRemarks(bool isWhole)
    {
        if (!LockValidation.IsEnabled)
        {
            return [];
        }

        LockChecker checker = LockChecker.Default;
        var today = DateOnly.FromDateTime(checker.Options.Clock.GetUtcNow().UtcDateTime);
        return
        [
            .. checker.Options.Baseline.Problems.Select(static problem => TextReport.SafeLine(problem.ToString())),
            .. (isWhole ? checker.StaleAllowances : []).Select(entry => TextReport.SafeLine(entry.StaleMessage(today))),
        ];
    }

    /// <summary>Begins a run on the calling flow; its tests are begun in it.</summary>
    /// <param name="name">What reports call code that runs outside of all tests.</param>
    /// <returns>The run.</returns>
    public static LockTestRun Begin(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new LockTestRun(name);
    }

    /// <summary>Ends the run.</summary>
    /// <param name="mustObserve">False: it may have observed nothing.</param>
    /// <returns>The message to fail the run with; null where all is well.</returns>
    public string? End(bool mustObserve = true)
    {
        string? message = _outside.End();
        List<Violation> unscoped = Untold();
        Violation? blind = mustObserve ? LockChecker.Default.ReportIfNothingObserved(_name) : null;
        string[] messages =
        [
            .. message is null ? [] : new[] { message },
            .. unscoped.Count == 0 ? [] : new[] { $"Found before the tests, or on threads or work items that were started without the context of a test:\n{FindingText.Render(unscoped)}" },
            .. blind is null ? [] : new[] { FindingText.Render([blind]) },
        ];
        return messages.Length == 0 ? null : string.Join("\n\n", messages);
    }

    /// <summary>Ends the run, whatever was found.</summary>
    public void Dispose() => _outside.Dispose();

    private static List<Violation> Untold()
    {
        lock (s_told)
        {
            return [.. LockChecker.Default.UnscopedViolations.Where(static finding => finding is { FailsBuilds: true, Kind: not ViolationKind.NothingObserved } && s_told.Add(finding))];
        }
    }
}
