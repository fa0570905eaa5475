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

    /// <summary>Text that stands in a message as it is.</summary>
    public static string Raw(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    public static string Reports(IReadOnlyList<Violation> findings) => Raw(FindingText.Render(findings));

    /// <summary>Findings in a line.</summary>
    public static string Lines(IReadOnlyList<Violation> findings) =>
        findings.Count == 0 ? "nothing was found" : Raw("found " + string.Join("; ", findings.Select(FindingText.Line)));
}
