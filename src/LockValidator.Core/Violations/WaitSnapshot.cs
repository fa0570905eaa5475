namespace LockValidator;

/// <summary>A flow that waits, as a finding or a page shows it.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Execution">The test, request or run that it belongs to.</param>
/// <param name="Waiting">What it waits for, on which side, and where.</param>
/// <param name="Since">Since when.</param>
/// <param name="Held">What it holds meanwhile, oldest first.</param>
/// <param name="Holders">The flows that hold what it waits for, as far as they are known.</param>
public sealed record WaitSnapshot(string Flow, string Execution, LockUse Waiting, DateTimeOffset Since, IReadOnlyList<LockUse> Held, IReadOnlyList<string> Holders);
