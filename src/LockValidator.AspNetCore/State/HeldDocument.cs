namespace LockValidator;

/// <summary>A lock that is held now.</summary>
internal sealed record HeldDocument(string Name, string? Label, string Mode, string Kind, long Instance, int Count);
