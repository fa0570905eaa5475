using FluentAssertions;

namespace LockValidator;

/// <summary>Goes on from findings of one kind.</summary>
/// <typeparam name="TAssertions">The assertions to go back to.</typeparam>
public sealed class ViolationConstraint<TAssertions> : AndWhichConstraint<TAssertions, Violation>
{
    private readonly string _subject;
    private readonly ViolationKind _kind;
    private readonly IReadOnlyList<Violation> _findings;

    internal ViolationConstraint(TAssertions assertions, string subject, ViolationKind kind, IReadOnlyList<Violation> findings)
        : base(assertions, findings)
    {
        _subject = subject;
        _kind = kind;
        _findings = findings;
    }

    /// <summary>The finding is about all of these locks.</summary>
    /// <param name="names">The names of their classes.</param>
    [CustomAssertion]
    public ViolationConstraint<TAssertions> Involving(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        List<Violation> about = _findings
            .Where(finding => names.All(name => FindingText.ClassesOf(finding).Any(type => FindingText.IsNamed(type, name))))
            .ToList();

        // Where there is none at all that was said: an AssertionScope goes on after it.
        LockFailures.Check(
            about.Count == 0 && _findings.Count > 0 ? $"have a violation {_kind.RuleId()} {_kind} involving {LockFailures.Names(names, " and ")}, but {LockFailures.Lines(_findings)}." : null,
            _subject,
            And,
            because: "",
            becauseArgs: []);
        return new ViolationConstraint<TAssertions>(And, _subject, _kind, about);
    }
}
