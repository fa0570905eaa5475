namespace LockValidator;

/// <summary>A finding in a list.</summary>
internal sealed record FindingDocument(
    string Key, string Rule, string Kind, string Verdict, string Headline, IReadOnlyList<string> Classes, long Count, DateTimeOffset? First, DateTimeOffset? Last);
