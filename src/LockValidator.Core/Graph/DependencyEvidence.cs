namespace LockValidator;

/// <summary>How a dependency was seen.</summary>
internal struct DependencyEvidence
{
    /// <inheritdoc cref="Dependency.Witness"/>
    public Witness First;

    /// <summary>Where it was seen, if in one plain way only: see <see cref="DependencyTable.WayAt"/>.</summary>
    public FlowSegment? OnlyIn;

    /// <summary>The ways in which it was seen, if not in one plain way only.</summary>
    public WitnessSet All;
}
