namespace LockValidator;

/// <summary>Words for what is observed while it happens.</summary>
internal static class LiveWording
{
    public static Wording Deadlock(Violation violation)
    {
        int flows = violation.Waits.Count;
        return new()
        {
            Danger = "possible deadlock",
            Fact = "deadlock",
            Title = "Deadlock",
            What = flows == 1
                ? $"{SafeText.Name(violation.Flow)} waits for {LockText.Name(violation.Acquiring)}, which it holds itself"
                : $"{SafeText.Number(flows)} flows wait for each other, {SafeText.Name(violation.Flow)} for {LockText.Name(violation.Acquiring)}",
            Advice =
            [
                "None of these flows goes on by itself: the process is to be restarted, after a dump if more is to be known.",
                "Take these locks in one order everywhere, or wait with nothing held; the order was reported earlier if it was seen before (LV0001, LV0028).",
            ],
        };
    }

    public static Wording WaitTooLong(Violation violation)
    {
        string name = LockText.Name(violation.Acquiring);
        return new()
        {
            Danger = "possible stall",
            Fact = "stall",
            Title = "Lock waited for too long",
            What = $"{SafeText.Name(violation.Flow)} waits for {name}, and its queue does not move",
            Rule = violation.OtherFlow is { } holder ? [("held by", SafeText.Name(holder))] : [],
            Advice =
            [
                $"Whoever holds {name} does something slow, or waits for what never comes: its stack in a dump tells which.",
                "Do slow parts before or after the hold. If such waits are meant, leave LockCheckerOptions.StallLimit away.",
            ],
        };
    }
}
