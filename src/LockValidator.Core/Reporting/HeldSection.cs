namespace LockValidator;

/// <summary>What the flow held, oldest first, the hold that the rule is about marked.</summary>
internal static class HeldSection
{
    public static void Append(ReportText text, Violation violation, Wording wording)
    {
        if (violation.Held.Count == 0)
        {
            text.Section("held: nothing");
            return;
        }

        LockUse? marked = violation.Holding ?? violation.WaitContext?.Limit;
        text.Section($"held, oldest first{(marked is null ? "" : " (> is in conflict)")}");
        var rows = new List<string[]>(violation.Held.Count);
        foreach (LockUse use in violation.Held)
        {
            rows.Add(
            [
                $"{(LockText.SameLock(use, marked) ? '>' : ' ')} #{rows.Count}",
                LockText.Name(use),
                LockText.ModeAndKind(use),
                LockText.Detail(use.Class, wording),
                LockText.Instance(use),
                "at " + LockText.At(use.Position),
            ]);
        }

        text.Table(rows);
    }
}
