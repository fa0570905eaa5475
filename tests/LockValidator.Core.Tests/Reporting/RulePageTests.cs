using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

/// <summary>The pages under <c>docs/rules</c> quote reports; here they are held against the accepted ones.</summary>
public sealed class RulePageTests
{
    private static readonly string s_folder = Path.GetFullPath(Path.Combine(GoldenFile.Folder, "../../../../docs/rules"));

    public static TheoryData<ViolationKind> Kinds { get; } = [.. Enum.GetValues<ViolationKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_rule_has_a_short_page_with_its_five_parts(ViolationKind kind)
    {
        string[] lines = Page(kind);

        lines[0].Should().Be($"# {kind.RuleId()} {kind}");
        lines.Should().HaveCountGreaterThan(20).And.HaveCountLessThan(47);
        lines[2].Should().StartWith("**Why it matters.** ");
        lines.Where(static line => line.StartsWith("## ", StringComparison.Ordinal)).Should().Equal(
            "## Code that breaks it", "## The report", "## The fix", "## When the report is wrong");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_report_on_a_rule_page_is_a_part_of_the_accepted_one(ViolationKind kind)
    {
        string[] accepted = GoldenFile.Read(kind.RuleId() + ".text.txt").Split('\n');
        string[] quoted = [.. Page(kind).SkipWhile(static line => line != "```text").Skip(1).TakeWhile(static line => line != "```").Where(static line => line is not ("..." or ""))];

        quoted.Should().NotBeEmpty();
        accepted.Where(quoted.Contains).Should().ContainInOrder(quoted);
    }

    [Fact]
    public void The_index_names_every_page()
    {
        string index = File.ReadAllText(Path.Combine(s_folder, "README.md"));

        foreach (ViolationKind kind in Enum.GetValues<ViolationKind>())
        {
            index.Should().Contain($"| [{kind.RuleId()}]({kind.RuleId()}.md) | `{kind}` |");
        }
    }

    private static string[] Page(ViolationKind kind) =>
        File.ReadAllText(Path.Combine(s_folder, kind.RuleId() + ".md")).ReplaceLineEndings("\n").Split('\n');
}
