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

    private protected abstract LockChecker Checker { get; }

    /// <summary>Locks were observed, and nothing was found; findings that fail no build (<see cref="Violation.FailsBuilds"/>) do not count.</summary>
    /// <param name="because">Why, as a phrase.</param>
    /// <param name="becauseArgs">What stands in the phrase.</param>
    [CustomAssertion]
    public AndConstraint<TAssertions> HaveNoViolations(string because = "", params object[] becauseArgs)
    {
        string? unlike = WhyNotClean();
        return LockFailures.Check(unlike is null ? null : $"have no lock violations{{reason}}, but {unlike}", Identifier, (TAssertions)this, because, becauseArgs);
    }

    /// <summary>A rule was broken.</summary>
    /// <param name="kind">The rule.</param>
    /// <param name="because">Why, as a phrase.</param>
    /// <param name="becauseArgs">What stands in the phrase.</param>
    /// <returns>Narrows down which finding is meant.</returns>
    [CustomAssertion]
    public ViolationConstraint<TAssertions> HaveViolation(ViolationKind kind, string because = "", params object[] becauseArgs)
    {
        IReadOnlyList<Violation> findings = Subject is null ? [] : Findings;
        List<Violation> ofKind = findings.Where(finding => finding.Kind == kind).ToList();
        string but = Subject is null ? "it is <null>" : LockFailures.Lines(findings);
        LockFailures.Check(ofKind.Count == 0 ? $"have a violation {kind.RuleId()} {kind}{{reason}}, but {but}." : null, Identifier, (TAssertions)this, because, becauseArgs);
        return new ViolationConstraint<TAssertions>((TAssertions)this, Identifier, kind, ofKind);
    }

    private string? WhyNotClean()
    {
        if (Subject is null)
        {
            return "it is <null>.";
        }

        List<Violation> counted = Findings.Where(static finding => finding.FailsBuilds).ToList();
        return counted.Count > 0 ? $"there {(counted.Count == 1 ? "is one" : $"are {counted.Count}")}:\n\n{LockFailures.Reports(counted)}"
            : LockValidation.IsEnabled && Checker.Statistics.SlowAcquisitions == 0 ? "it observed no lock at all, so nothing was checked."
            : null;
    }
}
