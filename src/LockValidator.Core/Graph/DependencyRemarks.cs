namespace LockValidator;

/// <summary>What few dependencies have.</summary>
internal sealed class DependencyRemarks
{
    /// <inheritdoc cref="Dependency.Grounds"/>
    public DependencyGrounds? Grounds { get; set; }

    /// <inheritdoc cref="Dependency.Finding"/>
    public Violation? Finding { get; set; }

    /// <inheritdoc cref="Dependency.UsageFinding"/>
    public Violation? UsageFinding { get; set; }
}
