namespace LockValidator;

/// <summary>Annotations of GitHub Actions: workflow commands on standard output.</summary>
/// <remarks>A line of the program's must not become a command: names are safe text, and what commands give a meaning to is escaped.</remarks>
internal sealed class GitHubFindings : IFindingsFormat
{
    public string Name => "github";

    public void Write(GraphFindings findings, TextWriter output)
    {
        foreach (Violation finding in findings.All)
        {
            string allowed = finding.Allowed is null ? "" : ", allowed";
            Write(output, findings.Fails(finding) ? "error" : "notice", findings.PlaceOf(finding), $"{finding.Kind.RuleId()} {finding.Kind}{allowed}", TextReport.Render(finding).TrimEnd('\n'));
        }

        foreach (LockAllowance entry in findings.Stale)
        {
            Write(output, "warning", null, BaselineProblem.Code, TextReport.SafeLine(entry.StaleMessage(findings.Today)));
        }

        Write(output, "notice", null, "LockValidator", $"{findings.Counts} {findings.Observed}");
    }

    private static void Write(TextWriter output, string level, SourcePlace? place, string title, string message)
    {
        string where = place?.File is null ? "" : FormattableString.Invariant($"file={Property(TextReport.SafeLine(place.File))},line={place.Line},");
        output.WriteLine($"::{level} {where}title={Property(title)}::{Message(message)}");
    }

    private static string Message(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Message(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
