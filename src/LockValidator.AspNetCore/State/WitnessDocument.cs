namespace LockValidator;

/// <summary>One time that an order was seen.</summary>
internal sealed record WitnessDocument(string Flow, string Execution, bool Declared, bool Inherited, IReadOnlyList<string> Taken, IReadOnlyList<string> Held);
