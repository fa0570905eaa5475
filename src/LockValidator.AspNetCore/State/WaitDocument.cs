namespace LockValidator;

/// <summary>A flow that waits: for what, since when, for whom, and what it holds meanwhile.</summary>
internal sealed record WaitDocument(
    string Flow,
    string Execution,
    string Key,
    string Name,
    string Label,
    string Mode,
    string Instance,
    DateTimeOffset Since,
    IReadOnlyList<string> Holders,
    IReadOnlyList<UseDocument> Held,
    IReadOnlyList<string> Position);
