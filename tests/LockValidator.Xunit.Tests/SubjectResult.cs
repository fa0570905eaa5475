namespace LockValidator.Xunit.Tests;

/// <summary>One line of a run's results.</summary>
internal sealed record SubjectResult(string Class, string Test, bool HasFailed, string Message)
{
    public string Method => Test.Split('.')[^1];
}
