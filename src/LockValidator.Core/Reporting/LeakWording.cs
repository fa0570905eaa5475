namespace LockValidator;

/// <summary>Words for locks that are still held where a flow, a scope or a visit ends.</summary>
internal static class LeakWording
{
    public static Wording AtFlowEnd(Violation violation) => new()
    {
        Danger = "possible lock left behind",
        Fact = "lock left behind",
        Title = "Flow ended with locks held",
        What = $"{SafeText.Name(violation.Flow)} ends and still holds {What(violation)}",
        Advice = ["Nobody can release it any more, and everybody who takes it waits for ever.", .. ReleaseAlways],
    };

    public static Wording AtReturn(Violation violation) => new()
    {
        Danger = "possible lock carried off",
        Fact = "lock carried off",
        Title = "Flow returned with locks held",
        What = $"{SafeText.Name(violation.Flow)} goes back to code that knows nothing of {What(violation)}",
        Advice =
        [
            .. ReleaseAlways,
            "A thread-affine lock may not be held across an await: what follows runs on another thread. Use an async lock there.",
        ],
    };

    public static Wording AtScopeEnd(Violation violation) => new()
    {
        Danger = "possible lock left behind",
        Fact = "lock left behind",
        Title = "Scope left with locks held",
        What = $"{SafeText.Name(violation.Flow)} leaves a scope and still holds {What(violation)}, taken in it",
        Advice = [.. ReleaseAlways, "A hold that is meant to outlive the scope is taken before the scope begins."],
    };

    private static string[] ReleaseAlways => ["Release on every way out, exceptions too: using, or try/finally with the acquisition before the try."];

    private static string What(Violation violation)
    {
        if (violation.Acquiring is { } only)
        {
            return LockText.Name(only);
        }

        return violation.Held.Count == 1 ? LockText.Name(violation.Held[0]) : $"{SafeText.Number(violation.Held.Count)} locks";
    }
}
