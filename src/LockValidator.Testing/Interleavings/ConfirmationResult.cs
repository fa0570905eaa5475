namespace LockValidator;

/// <summary>What came of the attempt to make a finding happen.</summary>
/// <param name="Outcome">Whether it deadlocks.</param>
/// <param name="Explanation">Why, in a sentence.</param>
/// <param name="Taken">The locks in the order in which they were taken, each as "1:A" for the piece and the class.</param>
/// <param name="Failures">Exceptions of the pieces.</param>
public sealed record ConfirmationResult(ConfirmationOutcome Outcome, string Explanation, IReadOnlyList<string> Taken, IReadOnlyList<Exception> Failures)
{
    /// <inheritdoc/>
    public override string ToString() => Explanation;
}
