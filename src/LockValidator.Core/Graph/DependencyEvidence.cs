namespace LockValidator;

/// <summary>How a dependency was seen.</summary>
internal struct DependencyEvidence
{
    /// <inheritdoc cref="Dependency.Witness"/>
    public Witness First;

    /// <inheritdoc cref="Dependency.Witnesses"/>
    public WitnessSet All;
}
