namespace LockValidator;

/// <summary>What came of a driven interleaving.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Explanation">Why, in a sentence: who holds what and waits for what.</param>
/// <param name="Taken">The locks in the order in which they were taken, each as "1:A" for the piece and the class.</param>
/// <param name="Failures">Exceptions of the pieces.</param>
/// <param name="Violations">What the pieces broke, in a graph of their own.</param>
public sealed record InterleavingResult(
    InterleavingOutcome Outcome, string Explanation, IReadOnlyList<string> Taken, IReadOnlyList<Exception> Failures, IReadOnlyList<Violation> Violations)
{
    /// <summary>The pieces must not wait for each other, nor fail: for a regression test. A schedule that has become impossible is well.</summary>
    /// <exception cref="LockAssertionException">They did.</exception>
    public void ThrowIfDeadlocked()
    {
        if (Outcome is InterleavingOutcome.Deadlocked or InterleavingOutcome.TimedOut)
        {
            throw new LockAssertionException(ToString(), Violations);
        }

        if (Failures.Count > 0)
        {
            throw new AggregateException(Failures);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Outcome}: {Explanation}\ntaken in this order: {(Taken.Count == 0 ? "nothing" : string.Join(' ', Taken.Select(TextReport.SafeName)))}";
}
