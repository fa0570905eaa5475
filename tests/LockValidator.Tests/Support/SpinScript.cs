namespace LockValidator.Tests;

/// <summary>Calls on one spin lock by one thread, played on the BCL's SpinLock and on ours, with the outcome of each call and the flag that it leaves.</summary>
internal static class SpinScript
{
    public static readonly string[] Calls =
    [
        "Enter", "EnterTaken", "Exit", "Exit true", "Exit false", "TryEnter", "TryEnterTaken", "TryEnter 0", "TryEnter 3", "TryEnter -2", "TryEnterFor 0",
        "TryEnterFor 3", "TryEnterFor -2", "TryEnterFor 1e12", "IsHeld", "IsHeldHere", "IsTracked",
    ];

    private delegate void Enter(ref bool taken);

    public static string PlayBcl(string script, bool tracked)
    {
        var gate = new SpinLock(tracked);
        return Play(script, call => call[0] switch
        {
            "Enter" => Flagged((ref bool taken) => gate.Enter(ref taken)),
            "EnterTaken" => Flagged((ref bool taken) => gate.Enter(ref taken), before: true),
            "Exit" when call.Length == 1 => Outcome.Of(() => gate.Exit()),
            "Exit" => Outcome.Of(() => gate.Exit(bool.Parse(call[1]))),
            "TryEnter" when call.Length == 1 => Flagged((ref bool taken) => gate.TryEnter(ref taken)),
            "TryEnterTaken" => Flagged((ref bool taken) => gate.TryEnter(ref taken), before: true),
            "TryEnter" => Flagged((ref bool taken) => gate.TryEnter(int.Parse(call[1], null), ref taken)),
            "TryEnterFor" => Flagged((ref bool taken) => gate.TryEnter(TimeSpan.FromMilliseconds(double.Parse(call[1], null)), ref taken)),
            "IsHeld" => Outcome.Of(() => gate.IsHeld),
            "IsHeldHere" => Outcome.Of(() => gate.IsHeldByCurrentThread),
            _ => Outcome.Of(() => gate.IsThreadOwnerTrackingEnabled),
        });
    }

    /// <summary>Called also where validation is off, so it makes a checker only where it is on.</summary>
    public static string PlayOurs(string script, bool tracked)
    {
        if (!LockValidation.IsEnabled)
        {
            return PlayOursHere(script, tracked);
        }

        string outcome = "";
        using var run = new FlowRun();
        run.As("script", () => outcome = PlayOursHere(script, tracked));
        return outcome;
    }

    private static string PlayOursHere(string script, bool tracked)
    {
        var gate = new ValidatedSpinLock(tracked, "gate");
        return Play(script, call => call[0] switch
        {
            "Enter" => Flagged(gate.Enter),
            "EnterTaken" => Flagged(gate.Enter, before: true),
            "Exit" when call.Length == 1 => Outcome.Of(gate.Exit),
            "Exit" => Outcome.Of(() => gate.Exit(bool.Parse(call[1]))),
            "TryEnter" when call.Length == 1 => Flagged(gate.TryEnter),
            "TryEnterTaken" => Flagged(gate.TryEnter, before: true),
            "TryEnter" => Flagged((ref bool taken) => gate.TryEnter(int.Parse(call[1], null), ref taken)),
            "TryEnterFor" => Flagged((ref bool taken) => gate.TryEnter(TimeSpan.FromMilliseconds(double.Parse(call[1], null)), ref taken)),
            "IsHeld" => Outcome.Of(() => gate.IsHeld),
            "IsHeldHere" => Outcome.Of(() => gate.IsHeldByCurrentThread),
            _ => Outcome.Of(() => gate.IsThreadOwnerTrackingEnabled),
        });
    }

    private static string Flagged(Enter enter, bool before = false)
    {
        bool taken = before;
        string outcome = Outcome.Of(() => enter(ref taken));
        return $"{outcome}, taken {taken}";
    }

    private static string Play(string script, Func<string[], string> play) =>
        string.Join("; ", script.Split("; ").Select(call => $"{call}: {play(call.Split(' '))}"));
}
