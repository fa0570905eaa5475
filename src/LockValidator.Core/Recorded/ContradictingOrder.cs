namespace LockValidator;

/// <summary>An order of one kind that would close a cycle with those that come before it.</summary>
/// <param name="Edge">The dependency.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Back">The dependencies of a shortest way from its end back to its start.</param>
internal sealed record ContradictingOrder(int Edge, DependencyKinds Kind, IReadOnlyList<int> Back);
