using System.Globalization;

namespace LockValidator;

/// <summary><c>lockvalidator merge</c>: writes the union and says what it proves.</summary>
internal static class MergeReport
{
    /// <summary>So many reports are printed; the rest is counted.</summary>
    private const int MostReports = 50;

    public static int Run(ReplayConsole console, LockGraph graph, LockBaseline baseline, string? output, FailOn failOn)
    {
        if (output is not null && !OutputFile.TryWrite(console, output, graph.Write))
        {
            return ExitCodes.BadInput;
        }

        var allowances = new Allowances(baseline, console.Clock, graph.AllowedInCode);
        IReadOnlyList<Violation> findings = graph.Judge(allowances, LockGraph.MostFindings, out int leftOut);
        foreach (Violation finding in findings.Take(MostReports))
        {
            TextReport.Write(console.Output, finding);
            console.Output.WriteLine();
        }

        if (findings.Count > MostReports)
        {
            console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{findings.Count - MostReports:N0} more findings are not shown."));
        }

        DateOnly today = DateOnly.FromDateTime(console.Clock.GetUtcNow().UtcDateTime);
        foreach (LockAllowance entry in allowances.Stale)
        {
            console.Output.WriteLine(TextReport.SafeLine(entry.StaleMessage(today)));
        }

        int failing = findings.Count(finding => failOn.Fails(finding));
        int allowed = findings.Count(static finding => finding.Allowed is not null);
        console.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{findings.Count:N0} {(findings.Count == 1 ? "finding" : "findings")}, {failing:N0} of them {(failing == 1 ? "fails" : "fail")}{(allowed == 0 ? "" : $", {allowed:N0} {(allowed == 1 ? "is" : "are")} allowed")}.{GraphFindings.LeftOutText(leftOut)}"));
        console.Output.WriteLine(ObservedLine.Of(graph));
        return ObservedLine.IsNothing(graph, console) || failing > 0 || (leftOut > 0 && failOn.FailsUnseen()) ? ExitCodes.Findings : ExitCodes.Clean;
    }
}
