namespace LockValidator;

/// <summary>Assertions about what a scope found.</summary>
/// <param name="scope">The scope.</param>
public sealed class LockScopeAssertions(LockScope scope) : FindingAssertions<LockScope, LockScopeAssertions>(scope)
{
    /// <inheritdoc/>
    protected override string Identifier => "lock scope";

    private protected override IReadOnlyList<Violation> Findings => Subject.Violations;

    private protected override LockChecker Checker => Subject.Checker;
}
