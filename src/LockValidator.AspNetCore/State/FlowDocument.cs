namespace LockValidator;

/// <summary>What one flow holds.</summary>
internal sealed record FlowDocument(string Flow, IReadOnlyList<HeldDocument> Locks);
