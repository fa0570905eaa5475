namespace LockValidator;

/// <summary>A distinct finding, and how often its cause was met.</summary>
/// <param name="Violation">The finding as it was first made.</param>
/// <param name="Count">How often its cause was met, the first time included.</param>
/// <param name="First">When it was first made.</param>
/// <param name="Last">When its cause was last met.</param>
public sealed record LockFinding(Violation Violation, long Count, DateTimeOffset First, DateTimeOffset Last);
