namespace LockValidator;

/// <summary>What came of one block of lines.</summary>
/// <param name="Text">What is to be printed.</param>
/// <param name="Totals">What was observed.</param>
/// <param name="Failure">What was wrong with the line after those that were replayed; null if nothing was.</param>
internal sealed record BlockOutcome(string Text, ReplayTotals Totals, TraceFormatException? Failure);
