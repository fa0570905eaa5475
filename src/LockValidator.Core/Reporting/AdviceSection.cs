namespace LockValidator;

/// <summary>What to do, and where more is said.</summary>
internal static class AdviceSection
{
    public static void Append(ReportText text, Violation violation, Wording wording)
    {
        text.Section("what to do");
        foreach (string line in wording.Advice)
        {
            text.Line("  " + line);
        }

        text.Line($"  More, and how to say that a report is wrong: docs/rules/{violation.Kind.RuleId()}.md");
    }
}
