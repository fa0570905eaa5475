namespace LockValidator;

/// <summary>The classes and dependencies of a checker at one moment.</summary>
/// <param name="Classes">The classes, in the order in which they were first met.</param>
/// <param name="Dependencies">The dependencies, in the order in which they were first seen.</param>
public sealed record GraphSnapshot(IReadOnlyList<ClassSnapshot> Classes, IReadOnlyList<DependencyStep> Dependencies);
