using FluentAssertions;
using FluentAssertions.Execution;

namespace LockValidator;

/// <summary>Says what failed, in FluentAssertions' way.</summary>
internal static class LockFailures
{
    /// <summary>Fails with "Expected SUBJECT to ..." unless there is nothing to say.</summary>
    [CustomAssertion]
    public static AndConstraint<TAssertions> Check<TAssertions>(string? unlike, string subject, TAssertions assertions, string because, object[] becauseArgs)
    {
        Execute.Assertion.BecauseOf(because, becauseArgs).ForCondition(unlike is null).FailWith($"Expected {{context:{subject}}} to {unlike}");
        return new AndConstraint<TAssertions>(assertions);
    }

    [CustomAssertion]
    public static AndConstraint<TAssertions> InOrder<TAssertions>(AcquisitionLog log, string[] order, TAssertions assertions, string because, object[] becauseArgs) =>
        Check(log.WhyNotInOrder(order) is { } why ? $"acquire {Names(order)} in this order{{reason}}, but {Raw(why)}." : null, "the code", assertions, because, becauseArgs);

    [CustomAssertion]
    public static AndConstraint<TAssertions> NoneBlocks<TAssertions>(IReadOnlyList<Violation> blocking, TAssertions assertions, string because, object[] becauseArgs)
    {
        string taken = Names(blocking.Select(static finding => finding.Acquiring?.Class.Name).OfType<string>().Distinct(), " and ");
        return Check(blocking.Count > 0 ? $"take no lock that can block{{reason}}, but it takes {taken}:\n\n{Reports(blocking)}" : null, "the code", assertions, because, becauseArgs);
    }

    /// <summary>Names of locks, made harmless for reports and for formats.</summary>
    public static string Names(IEnumerable<string> names, string between = ", ") => Raw(string.Join(between, names.Select(TextReport.SafeName)));

    /// <summary>Text that stands in a message as it is.</summary>
    public static string Raw(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    public static string Reports(IReadOnlyList<Violation> findings) => Raw(FindingText.Render(findings));

    /// <summary>Findings in a line.</summary>
    public static string Lines(IReadOnlyList<Violation> findings) =>
        findings.Count == 0 ? "nothing was found" : Raw("found " + string.Join("; ", findings.Select(FindingText.Line)));
}
