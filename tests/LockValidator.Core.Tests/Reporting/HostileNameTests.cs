using System.Globalization;
using System.Text;
using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

public sealed class HostileNameTests
{
    private const int LongestLine = 2_500;

    private static readonly string[] s_payloads =
    [
        "\n\n=====\nno violation found",
        "\r\nLV0001 CircularDependency, certain",
        "\u001b[2J\u0007\0",
        "\u202e\u2066reversed\u2069",
        "\u2028\u2029\u0085\u200b\ufeff",
        "\ud800 unpaired \udc00",
        "\U000E0041 tag and \ue000 private",
        new string('x', 10_000),
        new string('\n', 10_000),
        string.Concat(Enumerable.Repeat("😀", 5_000)),
        "\" -> \\u000A {-.-.}",
    ];

    public static TheoryData<string, int> Cases { get; } = AllCases();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_neither_forge_nor_break_a_report(string sample, int payload)
    {
        Violation found = ViolationSamples.All[sample];
        Violation hostile = RewrittenViolation.Of(found, text => text + s_payloads[payload]);
        var options = new KernelReportOptions { Identity = "LockValidator" + s_payloads[payload] };

        ShouldHaveTheSameLines(TextReport.Render(hostile), TextReport.Render(found));
        ShouldHaveTheSameLines(KernelReport.Render(hostile, options), KernelReport.Render(found));
    }

    [Fact]
    public void Different_names_stay_different_and_plain_ones_stay_as_they_are()
    {
        string[] names = ["a\nb", "a\\nb", "a\\u000Ab", "a b", "\"a b\"", "a\\u0022b", "a\"b", "", "\"\"", "a\u00a0b", "Grüße.Map", "C:\\users\\x"];

        names.Select(SafeText.Name).Should().OnlyHaveUniqueItems();
        SafeText.Name("&p->pi_lock").Should().Be("&p->pi_lock");
        SafeText.Name("Grüße.Map").Should().Be("Grüße.Map");
        SafeText.Name("C:\\users\\x").Should().Be("C:\\\\users\\x".Replace("\\\\users", "\\u005Cusers", StringComparison.Ordinal));
        SafeText.Name("two words").Should().Be("\"two words\"");
    }

    [Fact]
    public void A_long_name_keeps_both_ends_and_never_splits_a_character()
    {
        string name = "head" + string.Concat(Enumerable.Repeat("😀", 400)) + "tail";

        string shown = SafeText.Bare(name);

        shown.Should().StartWith("head").And.EndWith("tail").And.Contain("characters..]").And.NotContain("\\u");
        shown.Length.Should().BeLessThan(2 * SafeText.NameLimit);
    }

    private static void ShouldHaveTheSameLines(string hostile, string plain)
    {
        hostile.Split('\n').Should().HaveSameCount(plain.Split('\n'));
        hostile.Split('\n').Should().OnlyContain(line => line.Length < LongestLine);
        hostile.EnumerateRunes().Where(static rune => rune.Value != '\n' && IsHidden(rune)).Should().BeEmpty();
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or
        UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned || rune == Rune.ReplacementChar;

    private static TheoryData<string, int> AllCases()
    {
        var cases = new TheoryData<string, int>();
        foreach (string sample in ViolationSamples.All.Keys)
        {
            for (int payload = 0; payload < s_payloads.Length; payload++)
            {
                cases.Add(sample, payload);
            }
        }

        return cases;
    }
}
