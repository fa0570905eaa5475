namespace LockValidator;

/// <summary>The test breaks this rule on purpose: it fails if it does not, and the finding does not fail it.</summary>
/// <param name="kind">The rule.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ExpectLockViolationAttribute(ViolationKind kind) : Attribute
{
    /// <summary>The rule.</summary>
    public ViolationKind Kind { get; } = kind;

    /// <summary>Names of classes that the finding must be about; empty: any.</summary>
    public string[] Involving { get; init; } = [];

    internal bool Expects(Violation finding) =>
        finding.Kind == Kind && Involving.All(name => FindingText.ClassesOf(finding).Any(type => FindingText.IsNamed(type, name)));

    internal string Text => Involving.Length == 0 ? $"{Kind.RuleId()} {Kind}" : $"{Kind.RuleId()} {Kind} of {LockNames.List(Involving)}";
}
