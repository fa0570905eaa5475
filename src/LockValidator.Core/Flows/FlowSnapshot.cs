namespace LockValidator;

/// <summary>What one flow held at the moment it was asked for.</summary>
/// <param name="Flow">The flow's name.</param>
/// <param name="Held">What it held, oldest first. Read without stopping the flow: an entry that changed meanwhile is left out.</param>
public sealed record FlowSnapshot(string Flow, IReadOnlyList<HeldLock> Held);
