namespace LockValidator;

/// <summary>The sections of the kernel layout, with words of our own, for all other kinds.</summary>
internal static class KernelGeneralLayout
{
    public static void Append(ReportText text, Violation violation, KernelReportOptions options)
    {
        Wording wording = Wordings.Of(violation);
        string title = violation.Verdict is Verdict.Certain or Verdict.ObservedLive ? KernelText.Bug(wording.Title) : KernelText.PossibleTitle + Uncapitalized(wording.Title);
        KernelText.Banner(text, title, violation, options);
        AppendOperation(text, violation);
        text.Line($"which breaks {violation.Kind.RuleId()} {violation.Kind}:");
        text.Line("  " + wording.Headline(violation.Verdict));
        foreach ((string label, string value) in wording.Rule)
        {
            text.Line($"  {label,-10} {value}");
        }

        text.Line();
        AppendSteps(text, violation);
        text.Line("other info that might help us debug this:");
        text.Line();
        AppendScenario(text, violation);
        KernelText.HeldLocks(text, violation);
        text.Line();
        KernelText.Backtrace(text, violation);
    }

    private static void AppendOperation(ReportText text, Violation violation)
    {
        string operation = SafeText.Sentence(violation.Operation);
        if (violation.Acquiring is { } taken)
        {
            text.Line($"{KernelText.Flow(violation)} is trying to {operation}:");
            text.Line(KernelText.Use(taken));
        }
        else
        {
            text.Line($"{KernelText.Flow(violation)} is trying to {operation}");
        }

        text.Line();
        if (violation.Holding is { } held)
        {
            text.Line("but task is already holding lock:");
            text.Line(KernelText.Use(held));
            text.Line();
        }
    }

    /// <summary>As in a circular report: last step first, each with the place where its later lock was taken.</summary>
    private static void AppendSteps(ReportText text, Violation violation)
    {
        IReadOnlyList<DependencyStep> steps = violation.Usage?.Path ?? violation.Cycle;
        if (steps.Count == 0)
        {
            return;
        }

        text.Line("steps between the two, the last one first:");
        text.Line();
        for (int i = steps.Count - 1; i >= 0; i--)
        {
            text.Line($"-> #{i} {KernelText.Class(steps[i].To)}, under {KernelText.Class(steps[i].From)}:");
            if (steps[i].Witness.Declared)
            {
                text.Line("       (not seen: declared by the program)");
            }
            else
            {
                KernelText.AppendFrames(text, StepsSection.IsNew(violation, steps[i], i) ? violation.Position : steps[i].Witness.Position, "       ");
            }

            text.Line();
        }
    }

    private static void AppendScenario(ReportText text, Violation violation)
    {
        if (Interleaving.Of(violation) is not { } interleaving)
        {
            return;
        }

        text.Line(" Possible unsafe locking scenario:");
        text.Line();
        foreach (string line in interleaving.Lines())
        {
            text.Line("  " + line);
        }

        text.Line();
        text.Line(" *** DEADLOCK ***");
        text.Line();
    }

    private static string Uncapitalized(string title) => title.Length == 0 ? title : char.ToLowerInvariant(title[0]) + title[1..];
}
