namespace LockValidator;

/// <summary>Ends the process on a deadlock, with the report as its last words.</summary>
/// <param name="output">What writes the graph, before the end; null: nothing.</param>
/// <param name="end">What ends the process.</param>
internal sealed class DeadlockEnding(IDisposable? output, Action<string> end) : IViolationReporter
{
    public void Report(Violation violation)
    {
        if (violation.Kind == ViolationKind.LiveDeadlock && violation.FailsBuilds)
        {
            output?.Dispose();
            end(TextReport.Render(violation));
        }
    }
}
