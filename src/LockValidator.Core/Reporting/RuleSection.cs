namespace LockValidator;

/// <summary>The rule that is contradicted, for kinds that have more to say of it than the headline.</summary>
internal static class RuleSection
{
    public static void Append(ReportText text, Wording wording)
    {
        if (wording.Rule.Count == 0)
        {
            return;
        }

        text.Section("contradicts");
        foreach ((string label, string value) in wording.Rule)
        {
            text.Labelled(label, value);
        }
    }
}
