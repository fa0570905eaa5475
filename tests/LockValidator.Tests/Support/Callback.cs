namespace LockValidator.Tests;

/// <summary>A reporter that calls a test back.</summary>
internal sealed class Callback(Action<Violation> report) : IViolationReporter
{
    public void Report(Violation violation) => report(violation);
}
