namespace LockValidator;

/// <summary>What one flow does in a row.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Words">What it does.</param>
/// <param name="Keeps">True: at the end it releases nothing.</param>
internal sealed record ScriptStatement(string Flow, IReadOnlyList<ScriptWord> Words, bool Keeps);
