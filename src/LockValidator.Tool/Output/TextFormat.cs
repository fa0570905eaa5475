using System.Globalization;

namespace LockValidator;

/// <summary>The reports, scenario by scenario, and what was observed.</summary>
internal sealed class TextFormat(bool kernelLayout, bool withState) : IOutcomeFormat
{
    public void WriteFinding(string execution, Finding finding, TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"=== {execution}, op {finding.Operation}"));
        string report = kernelLayout ? KernelReport.Render(finding.Violation) : TextReport.Render(finding.Violation);
        output.WriteLine(report.TrimEnd('\n'));
        output.WriteLine();
    }

    public void Write(ScenarioOutcome outcome, ReplayTotals totals, TextWriter output)
    {
        if (!outcome.IsRecording)
        {
            foreach (Finding finding in outcome.Findings)
            {
                WriteFinding(outcome.Id, finding, output);
            }
        }

        if (withState && outcome.State is { } state)
        {
            output.WriteLine($"=== {outcome.Id}, at the end");
            StateText.Write(state, output);
            output.WriteLine();
        }
    }

    public void WriteSummary(ReplayTotals totals, ReplayConsole console)
    {
        string what = (totals.Scenarios, totals.Recordings) switch
        {
            (var scenarios, 0) => Count(scenarios, "scenario"),
            (0, var recordings) => Count(recordings, "recording"),
            var (scenarios, recordings) => $"{Count(scenarios, "scenario")} and {Count(recordings, "recording")}",
        };
        string repeated = totals.Repeated == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" (met again {totals.Repeated:N0} times)");
        console.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what}: {Count(totals.Findings, "finding")}{repeated}, in {totals.WithFindings:N0} of them."));
        console.Output.WriteLine(totals.Acquisitions == 0
            ? "Nothing was observed: not one acquisition was replayed, so this proves nothing."
            : $"Observed: {Count(totals.Acquisitions, "acquisition")}, {Count(totals.Classes, "class", "es")}, {Count(totals.Dependencies, "edge")}.");
    }

    private static string Count(long count, string what, string plural = "s") =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : plural)}");
}
