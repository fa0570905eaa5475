namespace LockValidator;

/// <summary>That a flow's segments up to a number were over, and how that is known: "main started worker".</summary>
internal readonly record struct SeenUpTo(int Number, string How);
