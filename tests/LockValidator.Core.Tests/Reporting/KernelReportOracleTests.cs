using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

/// <summary>The recorded texts under <c>Golden/Oracle</c> are measured, not ours: nothing rewrites them.</summary>
public sealed class KernelReportOracleTests
{
    private static readonly KernelReportOptions s_options = new() { Identity = "lockdep-oracle #1 Not tainted" };

    public static TheoryData<string> Scenarios { get; } = [.. SeedReports.All.Keys];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void The_kernel_layout_is_the_recorded_text_to_the_letter(string scenario) =>
        KernelReport.Render(SeedReports.All[scenario], s_options).Should().Be(GoldenFile.Read($"Oracle/{scenario}.txt"));

    [Fact]
    public void Every_recorded_text_is_compared() =>
        Directory.GetFiles(Path.Combine(GoldenFile.Folder, "Oracle")).Select(Path.GetFileNameWithoutExtension).Should().BeEquivalentTo(SeedReports.All.Keys).And.HaveCount(12);

    [Fact]
    public void A_cycle_of_two_has_no_chain_summary_and_plays_with_two_locks()
    {
        string report = KernelReport.Render(ViolationSamples.All["LV0001"]);

        report.Should().NotContain("Chain exists of");
        report.Should().Contain(
            """
              lock(Orders.Index);
                                           lock(Customers.Map);
                                           lock(Orders.Index);
              lock(Customers.Map);

             *** DEADLOCK ***
            """.ReplaceLineEndings("\n"));
    }
}
