namespace LockValidator.Conformance.Tests;

/// <summary>A finding, and the operation during which it was reported.</summary>
internal sealed record PeerFinding(int At, Violation Violation)
{
    public bool IsInformational => Violation.Verdict == Verdict.Informational;
}
