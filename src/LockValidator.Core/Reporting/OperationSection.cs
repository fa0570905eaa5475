namespace LockValidator;

/// <summary>What was being done: the lock's name before its instance, its mode, by whom and where.</summary>
internal static class OperationSection
{
    private const int MostExecutions = 5;

    public static void Append(ReportText text, Violation violation, Wording wording)
    {
        text.Line();
        text.Labelled("operation", Operation(violation, wording));
        string execution = violation.Executions.Count > 0 ? violation.Executions[0] : "";
        text.Labelled("flow", LockText.By(violation.Flow, execution));
        AppendPlace(text, violation);
        AppendExecutions(text, violation);
    }

    private static void AppendPlace(ReportText text, Violation violation)
    {
        if (violation.Acquiring is null && violation.Position.Frames.Count == 0)
        {
            return;
        }

        string label = "at";
        foreach (string frame in Frames.Lines(violation.Position))
        {
            text.Labelled(label, frame);
            label = "";
        }
    }

    private static void AppendExecutions(ReportText text, Violation violation)
    {
        if (violation.Executions.Count > 1)
        {
            IEnumerable<string> others = violation.Executions.Skip(1).Take(MostExecutions).Select(SafeText.Name);
            int more = violation.Executions.Count - 1 - MostExecutions;
            text.Labelled("also in", string.Join(", ", others) + (more > 0 ? $" and {SafeText.Number(more)} more" : ""));
        }
    }

    private static string Operation(Violation violation, Wording wording)
    {
        string operation = SafeText.Sentence(violation.Operation);
        if (violation.Acquiring is not { } use)
        {
            return operation;
        }

        string detail = LockText.Detail(use.Class, wording);
        return $"{operation} {LockText.Name(use)}  {LockText.ModeAndKind(use)}  {(detail.Length == 0 ? "" : detail + "  ")}{LockText.Instance(use)}";
    }
}
