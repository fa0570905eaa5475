namespace LockValidator;

/// <summary>What follows from a verdict.</summary>
public static class Verdicts
{
    /// <summary>
    /// Whether a finding of this verdict makes tests, scopes and CI fail, and policies act. Everywhere the same: what is harmless as far as
    /// what was seen tells is reported, but nothing fails of it.
    /// </summary>
    /// <param name="verdict">The verdict.</param>
    public static bool FailsBuilds(this Verdict verdict) => verdict is Verdict.Possible or Verdict.Certain or Verdict.ObservedLive;

    /// <summary>How bad a verdict is, to be compared: a finding whose number has grown is worth another report.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>0 for what is only worth knowing, more for what is worse.</returns>
    public static int Severity(this Verdict verdict) => verdict switch
    {
        Verdict.Informational => 0,
        Verdict.GateProtected => 1,
        Verdict.InstancesDiffer => 2,
        Verdict.OrderedByStartJoin => 3,
        Verdict.SingleFlow => 4,
        Verdict.InheritedOnly => 5,
        Verdict.Possible => 6,
        Verdict.Certain => 7,
        _ => 8,
    };
}
