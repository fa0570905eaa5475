namespace LockValidator;

/// <summary>A summary for people: a table, then each report.</summary>
internal sealed class MarkdownFindings : IFindingsFormat
{
    public string Name => "markdown";

    public void Write(GraphFindings findings, TextWriter output)
    {
        output.WriteLine("## Lock order");
        output.WriteLine();
        output.WriteLine(findings.Counts);
        output.WriteLine();
        if (findings.All.Count > 0)
        {
            output.WriteLine("| | rule | classes | verdict | where |");
            output.WriteLine("|---|---|---|---|---|");
            foreach (Violation finding in findings.All)
            {
                string where = findings.PlaceOf(finding) is { } place ? Code(TextReport.SafeLine(place.ToString())) : "";
                output.WriteLine($"| {Mark(findings, finding)} | {finding.Kind.RuleId()} {finding.Kind} | {Classes(finding)} | {finding.Verdict} | {where} |");
            }

            output.WriteLine();
        }

        foreach (Violation finding in findings.All)
        {
            string report = TextReport.Render(finding);
            string fence = new('`', Math.Max(3, LongestRun(report) + 1));
            output.WriteLine($"<details><summary>{finding.Kind.RuleId()} {Html(GraphFindings.Headline(finding))}</summary>");
            output.WriteLine();
            output.WriteLine(fence + "text");
            output.Write(report);
            output.WriteLine(fence);
            output.WriteLine();
            output.WriteLine("</details>");
            output.WriteLine();
        }

        foreach (LockAllowance entry in findings.Stale)
        {
            output.WriteLine($"- {Code(TextReport.SafeLine(entry.StaleMessage(findings.Today)))}");
        }

        output.WriteLine(findings.Stale.Count > 0 ? "\n" + findings.Observed : findings.Observed);
    }

    /// <summary>A cycle ends where it begins; other findings are about classes in no order.</summary>
    private static string Classes(Violation finding) => finding.Cycle.Count > 0
        ? string.Join(" → ", finding.Cycle.Select(static step => step.From).Append(finding.Cycle[0].From).Select(NameOf))
        : string.Join(", ", finding.InvolvedClasses().Select(NameOf));

    private static string NameOf(ClassSnapshot type) => Code(TextReport.SafeName(type.Name));

    private static string Mark(GraphFindings findings, Violation finding) => findings.Fails(finding) ? "❌" : finding.Allowed is null ? "ℹ️" : "allowed";

    /// <summary>A span of code whose content can neither end it nor end the cell of the table.</summary>
    private static string Code(string text)
    {
        string fence = new('`', LongestRun(text) + 1);
        string pad = text.StartsWith('`') || text.EndsWith('`') ? " " : "";
        return fence + pad + text.Replace("|", "\\|", StringComparison.Ordinal) + pad + fence;
    }

    private static int LongestRun(string text)
    {
        int longest = 0, run = 0;
        foreach (char each in text)
        {
            run = each == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static string Html(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
