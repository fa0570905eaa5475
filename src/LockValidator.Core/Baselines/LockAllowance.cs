using System.Globalization;

namespace LockValidator;

/// <summary>Findings that somebody has looked at and found to be harmless, with the reason: an entry of a <see cref="LockBaseline"/>, or an <see cref="AllowLockOrderAttribute"/>.</summary>
/// <remarks>Immutable and safe for use by any number of threads.</remarks>
public sealed record LockAllowance
{
    /// <summary>Why it is harmless. Never empty.</summary>
    public required string Reason { get; init; }

    /// <summary>Where it was said, to be shown: <c>lockvalidator.json(4,5)</c>, or the assembly.</summary>
    public required string Origin { get; init; }

    /// <summary>
    /// The classes, by stable id or by the name that reports show, both with <c>/n</c> for a subclass: for a cycle all of its classes, in its
    /// order, beginning anywhere; for other findings all classes that they are about. Empty: any.
    /// </summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>The rule; null: those about order (<c>LV0001</c>, <c>LV0003</c>, <c>LV0028</c>).</summary>
    public ViolationKind? Kind { get; init; }

    /// <summary>A class that must be held, oldest or newest; null: none.</summary>
    public string? Under { get; init; }

    /// <summary>The last day, in UTC, on which it counts; null: for ever.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>True where an attribute says so, not a file.</summary>
    public bool IsInCode { get; init; }

    /// <summary>Whether it is about a finding, expired or not.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>True for a cycle of exactly these classes; a larger one that contains them is another.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="finding"/> is null.</exception>
    public bool Matches(Violation finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return Covers(finding.Kind)
            && (Under is null || finding.Held.Any(use => Is(use.Class, Under)))
            && (Classes.Count == 0
                || (finding.Cycle.Count > 0 ? IsCycle([.. finding.Cycle.Select(static step => step.From)]) : AreAll([.. finding.InvolvedClasses()])));
    }

    /// <summary>Says that it is of no use, as compilers write it.</summary>
    /// <param name="today">The day in UTC, to tell what is over from what no finding was about.</param>
    /// <returns>One line.</returns>
    public string StaleMessage(DateOnly today) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Origin}: warning {BaselineProblem.Code}: {(CountsOn(today) ? "no finding was about this entry" : $"this entry counted until {Expires:yyyy-MM-dd}")}: {ToString()}");

    /// <summary>What it is about: <c>LV0001 of A, B</c>.</summary>
    /// <returns>The rule and the classes.</returns>
    public override string ToString() => string.Join(' ', [
        .. Kind is { } rule ? new[] { rule.RuleId() } : [],
        .. Classes.Count > 0 ? new[] { (Kind is null ? "" : "of ") + string.Join(", ", Classes) } : [],
        .. Under is null ? [] : new[] { "under " + Under },
    ]);

    /// <summary>Whether it is about a cycle of these classes, whatever was held.</summary>
    internal bool Matches(ViolationKind kind, IReadOnlyList<ClassSnapshot> cycle) =>
        Under is null && Covers(kind) && (Classes.Count == 0 || IsCycle(cycle));

    /// <summary>Whether it still counted on a day.</summary>
    internal bool CountsOn(DateOnly day) => Expires is not { } last || day <= last;

    private bool Covers(ViolationKind kind) => Kind is { } named
        ? kind == named
        : kind is ViolationKind.CircularDependency or ViolationKind.SameClassNesting or ViolationKind.CircularWait;

    /// <summary>A cycle has no first class.</summary>
    private bool IsCycle(IReadOnlyList<ClassSnapshot> cycle)
    {
        int count = Classes.Count;
        return count == cycle.Count
            && Enumerable.Range(0, count).Any(first => Enumerable.Range(0, count).All(i => Is(cycle[(first + i) % count], Classes[i])));
    }

    private bool AreAll(IReadOnlyList<ClassSnapshot> involved) =>
        involved.Count > 0 && involved.All(type => Classes.Any(name => Is(type, name))) && Classes.All(name => involved.Any(type => Is(type, name)));

    private static bool Is(ClassSnapshot type, string name) => name == type.Label || name == type.Name;
}
