using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

public sealed class ReportGoldenTests
{
    public static TheoryData<string> Samples { get; } = [.. ViolationSamples.All.Keys];

    public static TheoryData<ViolationKind> Kinds { get; } = [.. Enum.GetValues<ViolationKind>()];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_text_report_is_as_accepted(string sample) =>
        GoldenFile.ShouldMatch(TextReport.Render(ViolationSamples.All[sample]), sample + ".text.txt");

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_kernel_layout_report_is_as_accepted(string sample) =>
        GoldenFile.ShouldMatch(KernelReport.Render(ViolationSamples.All[sample]), sample + ".kernel.txt");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_a_sample_that_names_its_rule_and_page(ViolationKind kind)
    {
        string report = TextReport.Render(ViolationSamples.All[kind.RuleId()]);

        report.Should().Contain($"\n{kind.RuleId()} {kind}, ").And.Contain($"docs/rules/{kind.RuleId()}.md");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_has_not_happened_is_never_told_as_if_it_had(ViolationKind kind)
    {
        Violation sample = ViolationSamples.All[kind.RuleId()];
        string[] headlines = [.. Enum.GetValues<Verdict>().Select(verdict => TextReport.Render(sample with { Verdict = verdict }).Split('\n')[0])];
        string[] titles = [.. new[] { Verdict.Possible, Verdict.Certain }.Select(verdict => KernelReport.Render(sample with { Verdict = verdict }).Split('\n')[1])];

        headlines.Should().OnlyHaveUniqueItems();
        headlines[(int)Verdict.Possible].Should().StartWith("possibl");
        headlines[(int)Verdict.Certain].Should().NotContain("possible");
        titles[0].Should().Contain("possible");
        titles[1].Should().StartWith("[ BUG: ").And.NotContain("possible");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_finding_with_no_more_than_its_required_parts_is_rendered_in_both_layouts(ViolationKind kind)
    {
        Violation bare = Sample.Of(kind, Verdict.Possible, "", "acquire", null);

        TextReport.Render(bare).Should().Contain(kind.RuleId());
        KernelReport.Render(bare).Should().Contain(kind.RuleId());
    }

    [Fact]
    public void Every_golden_file_belongs_to_a_sample() =>
        Directory.GetFiles(GoldenFile.Folder).Select(Path.GetFileName).Should().BeEquivalentTo(
            ViolationSamples.All.Keys.SelectMany(static sample => new[] { sample + ".text.txt", sample + ".kernel.txt" }));

    [Fact]
    public void A_kind_of_a_later_version_is_rendered_too() =>
        TextReport.Render(Sample.Of((ViolationKind)99, Verdict.Certain, "", "acquire", null)).Should().Contain("LV0099");

    [Fact]
    public void A_known_finding_says_so_and_a_new_one_does_not()
    {
        Violation found = ViolationSamples.All["LV0001"];

        TextReport.Render(found with { Known = true }).Should().Contain("known: reported before");
        KernelReport.Render(found with { Known = true }).Should().Contain("known: reported before");
        TextReport.Render(found).Should().NotContain("known");
        KernelReport.Render(found).Should().NotContain("known");
    }

    [Fact]
    public void Writing_and_rendering_give_the_same_text()
    {
        Violation found = Sample.Ring(500);
        using var text = new StringWriter();
        using var kernel = new StringWriter();

        TextReport.Write(text, found);
        KernelReport.Write(kernel, found);

        text.ToString().Should().Be(TextReport.Render(found));
        kernel.ToString().Should().Be(KernelReport.Render(found));
    }
}
