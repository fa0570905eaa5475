namespace LockValidator;

/// <summary>A finding in full.</summary>
internal sealed record FindingDetailDocument(
    FindingDocument Finding,
    string Fingerprint,
    string Reason,
    string Operation,
    string Flow,
    IReadOnlyList<string> Executions,
    IReadOnlyList<string> Position,
    IReadOnlyList<UseDocument> Held,
    IReadOnlyList<DependencyDocument> Steps,
    IReadOnlyList<WaitDocument> Waits,
    string Report);
