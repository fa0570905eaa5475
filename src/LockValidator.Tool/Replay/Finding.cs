namespace LockValidator;

/// <summary>A finding of a replay, with the operation that made it.</summary>
/// <param name="Violation">The finding.</param>
/// <param name="Operation">The number of the operation in its scenario or recording, from 0.</param>
internal sealed record Finding(Violation Violation, long Operation);
