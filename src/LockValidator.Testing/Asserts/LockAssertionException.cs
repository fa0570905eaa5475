namespace LockValidator;

/// <summary>An assertion about locks failed. The message is the report.</summary>
public sealed class LockAssertionException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What was expected and what was found.</param>
    /// <param name="violations">The findings that it rests on, if any.</param>
    public LockAssertionException(string message, IReadOnlyList<Violation>? violations = null)
        : base(message) => Violations = violations ?? [];

    /// <summary>The findings that the failure rests on; empty where it rests on none.</summary>
    public IReadOnlyList<Violation> Violations { get; }
}
