using FluentAssertions;
using FluentAssertions.Primitives;

namespace LockValidator;

/// <summary>Assertions about findings, wherever they were collected.</summary>
/// <typeparam name="TSubject">What collected them.</typeparam>
/// <typeparam name="TAssertions">The assertions themselves.</typeparam>
public abstract class FindingAssertions<TSubject, TAssertions> : ReferenceTypeAssertions<TSubject, TAssertions>
    where TAssertions : FindingAssertions<TSubject, TAssertions>
{
    private protected FindingAssertions(TSubject subject)
        : base(subject)
    {
    }

    private protected abstract IReadOnlyList<Violation> Findings { get; }

    /// <summary>Nothing was found; findings that fail no build (<see cref="Violation.FailsBuilds"/>) do not count.</summary>
    /// <param name="because">Why, as a phrase.</param>
    /// <param name="becauseArgs">What stands in the phrase.</param>
    [CustomAssertion]
    public AndConstraint<TAssertions> HaveNoViolations(string because = "", params object[] becauseArgs)
    {
        List<Violation> counted = Findings.Where(static finding => finding.FailsBuilds).ToList();
        return LockFailures.Check(
            counted.Count > 0 ? $"have no lock violations{{reason}}, but there {(counted.Count == 1 ? "is one" : $"are {counted.Count}")}:\n\n{LockFailures.Reports(counted)}" : null,
            Identifier,
            (TAssertions)this,
            because,
            becauseArgs);
    }

    /// <summary>A rule was broken.</summary>
    /// <param name="kind">The rule.</param>
    /// <param name="because">Why, as a phrase.</param>
    /// <param name="becauseArgs">What stands in the phrase.</param>
    /// <returns>Narrows down which finding is meant.</returns>
    [CustomAssertion]
    public ViolationConstraint<TAssertions> HaveViolation(ViolationKind kind, string because = "", params object[] becauseArgs)
    {
        IReadOnlyList<Violation> findings = Findings;
        List<Violation> ofKind = findings.Where(finding => finding.Kind == kind).ToList();
        LockFailures.Check(
            ofKind.Count == 0 ? $"have a violation {kind.RuleId()} {kind}{{reason}}, but {LockFailures.Lines(findings)}." : null, Identifier, (TAssertions)this, because, becauseArgs);
        return new ViolationConstraint<TAssertions>((TAssertions)this, Identifier, kind, ofKind);
    }
}
