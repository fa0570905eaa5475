namespace LockValidator;

/// <summary>Reports to read, and what they come to.</summary>
internal sealed class TextFindings : IFindingsFormat
{
    public string Name => FindingsFormats.Default;

    public void Write(GraphFindings findings, TextWriter output)
    {
        foreach (Violation finding in findings.All)
        {
            TextReport.Write(output, finding);
            output.WriteLine();
        }

        foreach (LockAllowance entry in findings.Stale)
        {
            output.WriteLine(TextReport.SafeLine(entry.StaleMessage(findings.Today)));
        }

        output.WriteLine(findings.Counts);
        output.WriteLine(findings.Observed);
    }
}
