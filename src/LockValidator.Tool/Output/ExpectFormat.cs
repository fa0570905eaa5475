using System.Globalization;

namespace LockValidator;

/// <summary>Only what disagrees with a scenario's own verdict, and how many agree.</summary>
internal sealed class ExpectFormat(bool withState) : IOutcomeFormat
{
    public void WriteFinding(string execution, Finding finding, TextWriter output)
    {
    }

    public void Write(ScenarioOutcome outcome, ReplayTotals totals, TextWriter output)
    {
        if (outcome.Expected is not { } expected)
        {
            throw new TraceFormatException(outcome.File, outcome.Line, 1, $"scenario \"{outcome.Id}\" gives no verdict (\"exact\" or \"expect\").");
        }

        IReadOnlyList<string> differences = VerdictComparison.Differences(outcome);
        totals.AddCompared(differences.Count == 0);
        if (differences.Count == 0)
        {
            return;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outcome.Id} ({outcome.File}:{outcome.Line})"));
        output.WriteLine($"  expected {Shown(expected.Fields)}{(expected.IsExact ? " (exact)" : "")}");
        output.WriteLine($"  got      {Shown(VerdictFields.OfFirst(outcome.Findings))}");
        foreach (string difference in differences)
        {
            output.WriteLine($"  {difference}");
        }

        if (withState && outcome.State is { } state)
        {
            StateText.Write(state, output);
        }
    }

    public void WriteSummary(ReplayTotals totals, ReplayConsole console) =>
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"agree {totals.Agreed} of {totals.Compared}"));

    /// <summary>"circular at op 5, classes: B, A, acquiring: A".</summary>
    private static string Shown(IReadOnlyList<VerdictField> fields) => string.Join(", ", fields.Select(static field => field.Key switch
    {
        VerdictFields.Report => field.Shown,
        _ => $"{field.Key}: {field.Shown}",
    }));
}
