namespace LockValidator;

/// <summary>The classes and dependencies of a checker at one moment.</summary>
/// <param name="Classes">The classes, in the order in which they were first met.</param>
/// <param name="Dependencies">The dependencies, in the order in which they were first seen.</param>
public sealed record GraphSnapshot(IReadOnlyList<ClassSnapshot> Classes, IReadOnlyList<DependencyStep> Dependencies)
{
    /// <summary>The dependencies that contradict the others: each would close a cycle, was reported, and stands beside the order.</summary>
    public IReadOnlyList<DependencyStep> Contradicting { get; init; } = [];
}
