namespace LockValidator;

/// <summary>Words for usage conflicts: a lock that interrupt-like code waits for, held by a flow which that code can interrupt.</summary>
internal static class UsageWording
{
    public static Wording Inconsistent(Violation violation)
    {
        string name = LockText.Name(violation.Usage?.Safe ?? violation.Acquiring?.Class);
        string context = Context(violation);
        return Conflict(violation) with
        {
            Title = "Inconsistent lock usage",
            What = violation.Verdict == Verdict.Certain
                ? $"{name} is used in {context}, which interrupted a flow that may hold it"
                : $"{name} is used in {context}, and also held while {context} can interrupt",
        };
    }

    public static Wording Inversion(Violation violation) => Conflict(violation) with
    {
        Title = "Inverted lock usage",
        What = violation.Usage is { } usage
            ? $"{LockText.Name(usage.Safe)} is used in {Context(violation)} and leads to {LockText.Name(usage.Unsafe)}, which is held while {Context(violation)} can interrupt"
            : "a lock used in a context leads to one that is held while the context can interrupt",
    };

    public static Wording SafeToUnsafe(Violation violation) => Conflict(violation) with
    {
        Title = "Order from a safe to an unsafe lock",
        What = violation.Usage is { Previous: { } previous, Next: { } next } usage
            ? $"{LockText.Name(next)} under {LockText.Name(previous)} joins {LockText.Name(usage.Safe)}, used in {Context(violation)}, to {LockText.Name(usage.Unsafe)}, held while {Context(violation)} can interrupt"
            : "a new order joins a lock used in a context to one that is held while the context can interrupt",
    };

    private static Wording Conflict(Violation violation)
    {
        string context = Context(violation);
        return new()
        {
            Danger = "possible deadlock",
            Fact = "deadlock",
            Title = "",
            What = "",
            Rule = Ends(violation),
            Advice = violation.Usage?.Context == InterruptContext.Nmi.Name
                ?
                [
                    $"Nothing keeps {context} out: wait for no lock in it that is used elsewhere.",
                    "Use a try that does not wait, or hand the work to a flow.",
                ]
                :
                [
                    $"Disable {context} wherever {LockText.Name(violation.Usage?.Unsafe)} is held (InterruptContext.Disable),",
                    $"or take no lock in {context} that others hold with it enabled: hand the work to a flow.",
                ],
            ShowsUsage = true,
        };
    }

    private static string Context(Violation violation) => violation.Usage is { } usage ? SafeText.Name(usage.Context) : "a context";

    private static List<(string, string)> Ends(Violation violation)
    {
        var lines = new List<(string, string)>();
        if (violation.Usage is not { } usage)
        {
            return lines;
        }

        string side = usage.Read ? ", as a reader" : "";
        lines.Add(("used", $"{LockText.Name(usage.Safe)} {LockText.Usage(usage.Safe)} in {SafeText.Name(usage.Context)}{side}"));
        AddWitness(lines, usage.SafeWitness);
        lines.Add(("held", $"{LockText.Name(usage.Unsafe)} {LockText.Usage(usage.Unsafe)} with {SafeText.Name(usage.Context)} enabled"));
        AddWitness(lines, usage.UnsafeWitness);
        if (usage is { From: { } from, To: { } to })
        {
            lines.Add(("usage", $"{SafeText.Name(from)} before, {SafeText.Name(to)} now"));
        }

        lines.Add(("{....}", "two letters a context, writers and readers: - used in it, + held with it enabled, ? both, . neither"));
        return lines;
    }

    private static void AddWitness(List<(string, string)> lines, Witness witness)
    {
        lines.Add(("", "by " + LockText.By(witness.Flow, witness.Execution)));
        lines.AddRange(Frames.Lines(witness.Position).Select(static frame => ("", "at " + frame)));
    }
}
