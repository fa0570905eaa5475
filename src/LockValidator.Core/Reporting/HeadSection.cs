using System.Globalization;

namespace LockValidator;

/// <summary>The two lines that are read first: what, which rule, how sure and why.</summary>
internal static class HeadSection
{
    public static void Append(ReportText text, Violation violation, Wording wording)
    {
        text.Line(wording.Headline(violation.Verdict));
        string known = violation.Known ? ", known: reported before, and its cause was met again" : "";
        text.Line($"{violation.Kind.RuleId()} {violation.Kind}, {Word(violation.Verdict)}{known}");
        if (violation.Reason.Length > 0)
        {
            text.Line($"  {SafeText.Sentence(violation.Reason)}");
        }

        if (violation.Allowed is { } reason)
        {
            text.Line($"  Allowed, nothing fails of it: {SafeText.Sentence(reason)}");
        }

        if (violation.Expired is { } day)
        {
            text.Line(string.Create(CultureInfo.InvariantCulture, $"  It was allowed until {day:yyyy-MM-dd}."));
        }
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Certain => "certain",
        Verdict.Informational => "informational",
        Verdict.ObservedLive => "observed live",
        Verdict.GateProtected => "gate-protected",
        Verdict.SingleFlow => "single flow",
        Verdict.OrderedByStartJoin => "ordered by start and join",
        Verdict.InstancesDiffer => "instances differ",
        Verdict.InheritedOnly => "inherited only",
        _ => "possible",
    };
}
