namespace LockValidator;

/// <summary>
/// A finding in a list. An order that was refused is in no graph: <paramref name="Closing"/> has its two classes. <paramref name="Allowed"/> is why nothing fails of it,
/// <paramref name="Expired"/> the last day on which it was allowed.
/// </summary>
internal sealed record FindingDocument(
    string Key,
    string Rule,
    string Kind,
    string Verdict,
    string Headline,
    IReadOnlyList<string> Classes,
    IReadOnlyList<string>? Closing,
    long Count,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    string? Allowed,
    DateOnly? Expired);
