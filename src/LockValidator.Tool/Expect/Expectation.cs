namespace LockValidator;

/// <summary>The verdict that a scenario gives of itself.</summary>
/// <param name="IsExact">True for <c>exact</c>: what it leaves out it leaves open.</param>
/// <param name="Fields">The report, where it was raised, and the fields of its kind.</param>
/// <param name="Usage">The usage letters by class at the end; null where not given.</param>
/// <param name="Edges">The dependencies at the end; null where not given.</param>
/// <param name="Held">What each task holds at the end; null where not given.</param>
internal sealed record Expectation(
    bool IsExact,
    IReadOnlyList<VerdictField> Fields,
    IReadOnlyDictionary<string, string>? Usage,
    IReadOnlyList<ObservedEdge>? Edges,
    IReadOnlyList<int>? Held)
{
    /// <summary>The report.</summary>
    public string Report => Fields.FirstOrDefault(static one => one.Key == VerdictFields.Report).Text ?? "";

    /// <summary>True where the state at the end is part of the verdict: only where nothing was reported.</summary>
    public bool HasState => Report == VerdictFields.None && (Usage ?? Edges ?? (object?)Held) is not null;
}
