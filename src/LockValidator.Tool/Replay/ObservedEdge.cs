namespace LockValidator;

/// <summary>A dependency, by labels.</summary>
/// <param name="From">The class that was held.</param>
/// <param name="To">The class that was taken.</param>
/// <param name="Kinds">In which modes that was seen.</param>
internal readonly record struct ObservedEdge(string From, string To, DependencyKinds Kinds);
