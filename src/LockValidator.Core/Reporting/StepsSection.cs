namespace LockValidator;

/// <summary>The steps of a cycle, or of the path of a usage conflict: all of them, each with its first sighting.</summary>
internal static class StepsSection
{
    public static void Append(ReportText text, Violation violation)
    {
        IReadOnlyList<DependencyStep> steps = violation.Usage?.Path ?? violation.Cycle;
        if (steps.Count == 0 || violation.Kind == ViolationKind.LiveDeadlock)
        {
            return;
        }

        text.Section(Heading(violation, steps.Count));
        int width = SafeText.Number(steps.Count).Length;
        string indent = new(' ', width + 4);
        for (int i = 0; i < steps.Count; i++)
        {
            DependencyStep step = steps[i];
            text.Line($"  {SafeText.Number(i + 1).PadLeft(width)}  {LockText.Name(step.From)} -> {LockText.Name(step.To)}");
            if (LockText.Kinds(step.Kinds) is { Length: > 0 } kinds)
            {
                text.Line($"{indent}modes  {kinds}");
            }

            if (IsNew(violation, step, i))
            {
                text.Line($"{indent}new    this operation");
                AppendInherited(text, step.Witness, indent);
            }
            else
            {
                AppendWitness(text, step, indent);
            }
        }
    }

    /// <summary>True where the step is the operation itself, whose place and flow stand above already.</summary>
    public static bool IsNew(Violation violation, DependencyStep step, int index) => violation.Usage is { } usage
        ? LockText.SameClass(step.From, usage.Previous) && LockText.SameClass(step.To, usage.Next)
        : index == 0;

    private static string Heading(Violation violation, int steps) => violation.Usage is { } usage
        ? $"path from {LockText.Name(usage.Safe)} to {LockText.Name(usage.Unsafe)} (held -> then taken)"
        : steps > 2 ? "orders that close the circle (held -> then taken)" : "orders that contradict each other (held -> then taken)";

    private static void AppendWitness(ReportText text, DependencyStep step, string indent)
    {
        Witness witness = step.Witness;
        if (witness.Declared)
        {
            text.Line($"{indent}not seen: declared by the program");
            return;
        }

        text.Line($"{indent}by     {LockText.By(witness.Flow, witness.Execution)}");
        if (witness.HeldPosition.Frames.Count > 0)
        {
            text.Line($"{indent}{(LockText.IsWait(step.From) ? "began" : "held"),-6} at {LockText.At(witness.HeldPosition)}");
        }

        AppendInherited(text, witness, indent);

        string label = LockText.IsWait(step.To) ? "waits" : "taken";
        foreach (string frame in Frames.Lines(witness.Position))
        {
            text.Line($"{indent}{label,-6} at {frame}");
            label = "";
        }
    }

    private static void AppendInherited(ReportText text, Witness witness, string indent)
    {
        if (witness.Inherited)
        {
            text.Line($"{indent}       inherited from the flow that started it, which held it then");
        }
    }
}
