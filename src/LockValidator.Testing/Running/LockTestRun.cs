using System.Globalization;

namespace LockValidator;

/// <summary>A whole test run: says at its end what was observed, and fails if that is nothing or if code outside of all tests broke a rule.</summary>
public sealed class LockTestRun : IDisposable
{
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
            return string.Create(
                CultureInfo.InvariantCulture,
                $"LockValidator observed {seen.Classes} lock classes, {seen.Dependencies} orders, {seen.Chains} chains and {seen.SlowAcquisitions} acquisitions that were new; {seen.Violations} findings.");
        }
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
        Violation? blind = mustObserve ? LockChecker.Default.ReportIfNothingObserved(_name) : null;
        return blind is null ? message : $"{(message is null ? "" : message + "\n\n")}{FindingText.Render([blind])}";
    }

    /// <summary>Ends the run, whatever was found.</summary>
    public void Dispose() => _outside.Dispose();
}
