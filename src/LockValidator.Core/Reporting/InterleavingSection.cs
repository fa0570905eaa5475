namespace LockValidator;

/// <summary>The table that shows how the flows can meet.</summary>
internal static class InterleavingSection
{
    public static void Append(ReportText text, Violation violation)
    {
        if (Interleaving.Of(violation) is not { } interleaving)
        {
            return;
        }

        text.Section(violation is { Kind: ViolationKind.CircularDependency or ViolationKind.CircularWait, Verdict: Verdict.Certain or Verdict.ObservedLive } ? "how it deadlocks"
            : violation is { Kind: ViolationKind.CircularDependency, FailsBuilds: false, Verdict: not Verdict.Informational } ? "how it would deadlock, were it not for that"
            : "how it can deadlock");
        foreach (string line in interleaving.Lines())
        {
            text.Line("  " + line);
        }

        text.Line("  " + interleaving.Outcome);
    }
}
