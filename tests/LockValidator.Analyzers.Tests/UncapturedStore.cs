namespace LockValidator.Analyzers.Tests;

/// <summary>A type of another project, for code under test to refer to.</summary>
public sealed class UncapturedStore
{
    public Lock Gate { get; } = new();

    public Lock Get() => Gate;
}
