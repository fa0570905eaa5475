namespace LockValidator;

/// <summary>Assertions about what a checker found.</summary>
/// <param name="checker">The checker.</param>
public sealed class LockCheckerAssertions(LockChecker checker) : FindingAssertions<LockChecker, LockCheckerAssertions>(checker)
{
    /// <inheritdoc/>
    protected override string Identifier => "lock checker";

    private protected override IReadOnlyList<Violation> Findings => Subject.Violations;

    private protected override LockChecker Checker => Subject;
}
