namespace LockValidator;

/// <summary>What <see cref="FailOn"/> means. What is allowed never fails.</summary>
internal static class FailOnRule
{
    public static bool Fails(this FailOn failOn, Violation finding) => finding.Allowed is null && failOn switch
    {
        FailOn.Any => true,
        FailOn.Live => finding.Verdict == Verdict.ObservedLive,
        _ => finding.FailsBuilds,
    };

    /// <summary>Contradictions that nobody looked at are no clean bill; but none of them has happened.</summary>
    public static bool FailsUnseen(this FailOn failOn) => failOn != FailOn.Live;
}
