namespace LockValidator;

/// <summary>What every report in the kernel layout has: the banner, the held locks and the backtrace.</summary>
internal static class KernelText
{
    public const string PossibleTitle = "WARNING: possible ";

    public static string Bug(string title) => $"[ BUG: {title} ]";

    /// <summary>The title between two rules of its own length, and the notes that the original layout has no place for.</summary>
    public static void Banner(ReportText text, string title, Violation violation, KernelReportOptions options)
    {
        text.Line(new string('=', title.Length));
        text.Line(title);
        text.Line(SafeText.Sentence(options.Identity));
        if (violation.Known)
        {
            text.Line("known: reported before, and its cause was met again");
        }

        if (violation.Allowed is { } allowed)
        {
            text.Line("allowed, nothing fails of it: " + SafeText.Sentence(allowed));
        }

        if (!violation.Verdict.FailsBuilds())
        {
            text.Line("no danger seen so far: " + SafeText.Sentence(violation.Reason));
        }

        text.Line(new string('-', title.Length));
    }

    /// <summary>Instance, class with usage and levels, and place.</summary>
    public static string Use(LockUse use) => $"{SafeText.Bare(use.Instance)} {Class(use.Class)}, at: {LockText.At(use.Position)}";

    public static string Class(ClassSnapshot type) => $"({Name(type)}){LockText.Usage(type)}-{LockText.Levels(type)}";

    public static string Name(ClassSnapshot type) => SafeText.Bare(type.Name);

    public static string Flow(Violation violation) => SafeText.Bare(violation.Flow);

    public static void HeldLocks(ReportText text, Violation violation)
    {
        int count = violation.Held.Count;
        string flow = Flow(violation);
        if (count == 0)
        {
            text.Line($"{flow} holds nothing");
            return;
        }

        text.Line($"{count} lock{(count == 1 ? "" : "s")} held by {flow}:");
        for (int i = 0; i < count; i++)
        {
            text.Line($" #{i}: {Use(violation.Held[i])}");
        }
    }

    public static void Backtrace(ReportText text, Violation violation)
    {
        text.Line("stack backtrace:");
        text.Line("Call Trace:");
        AppendFrames(text, violation.Position, " ");
    }

    public static void AppendFrames(ReportText text, CodePosition position, string indent)
    {
        if (position.Frames.Count == 0)
        {
            text.Line(indent + position);
            return;
        }

        foreach (string frame in position.Frames)
        {
            text.Line(indent + SafeText.Frame(frame));
        }
    }
}
