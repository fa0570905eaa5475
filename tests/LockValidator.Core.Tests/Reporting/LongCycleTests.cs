using System.Diagnostics;
using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

public sealed class LongCycleTests
{
    private const int Locks = 10_000;

    [Fact]
    public void Ten_thousand_locks_are_rendered_quickly_with_every_step_and_a_table_of_bounded_width()
    {
        Violation found = Sample.Ring(Locks);
        TextReport.Render(Sample.Ring(100));

        long start = Stopwatch.GetTimestamp();
        string report = TextReport.Render(found);
        TimeSpan time = Stopwatch.GetElapsedTime(start);

        time.Should().BeLessThan(TimeSpan.FromSeconds(1));
        string[] lines = report.Split('\n');
        lines.Should().OnlyContain(static line => line.Length < 250);
        lines.Count(static line => line.Contains(" -> ", StringComparison.Ordinal) && line.Contains(" L", StringComparison.Ordinal)).Should().Be(Locks);
        report.Should().Contain("9,995 more flows").And.Contain("9,999: flow-9998").And.Contain("10,000: flow-9999");
    }

    [Fact]
    public void Ten_thousand_locks_are_rendered_quickly_in_the_kernel_layout()
    {
        Violation found = Sample.Ring(Locks);
        KernelReport.Render(Sample.Ring(100));

        long start = Stopwatch.GetTimestamp();
        string report = KernelReport.Render(found);
        TimeSpan time = Stopwatch.GetElapsedTime(start);

        time.Should().BeLessThan(TimeSpan.FromSeconds(1));
        report.Should().Contain("-> #9999 (L0)").And.Contain("-> #0 (L1)").And.Contain("  L1 --> L9999 --> L0");
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(6, 6)]
    [InlineData(7, 6)]
    [InlineData(10_000, 6)]
    public void A_table_has_a_column_for_each_step_up_to_a_bound(int locks, int columns)
    {
        Interleaving table = Interleaving.Of(Sample.Ring(locks))!;

        table.Columns.Should().HaveCount(columns);
        table.Columns.Contains("...").Should().Be(locks > 6);
    }

    [Fact]
    public void In_a_table_each_flow_waits_for_the_one_that_holds_what_it_wants()
    {
        Interleaving table = Interleaving.Of(Sample.Ring(3))!;

        table.Rows.Should().Equal(
            (0, "take L0"),
            (1, "take L1"),
            (2, "take L2"),
            (0, "take L1  (waits for 2)"),
            (1, "take L2  (waits for 3)"),
            (2, "take L0  (waits for 1)"));
    }

    [Fact]
    public void A_flow_that_showed_two_steps_has_one_column_and_another_like_it_the_other()
    {
        Violation ring = Sample.Ring(3);
        Interleaving.Of(ring)!.Columns.Should().OnlyHaveUniqueItems().And.NotContain(static column => column.Contains("another", StringComparison.Ordinal));

        Violation one = ring with { Cycle = [ring.Cycle[0], ring.Cycle[1], ring.Cycle[2] with { Witness = ring.Cycle[1].Witness }] };
        Interleaving.Of(one)!.Columns.Should().EndWith("3: another like 2");

        Violation declared = one with { Cycle = [.. one.Cycle.Select(static step => step with { Witness = step.Witness with { Declared = true } })] };
        Interleaving.Of(declared)!.Columns.Should().Equal("1: any flow", "2: any flow", "3: any flow");

        Violation elsewhere = one with { Cycle = [one.Cycle[0], one.Cycle[1], one.Cycle[2] with { Witness = one.Cycle[2].Witness with { Execution = "another test" } }] };
        Interleaving.Of(elsewhere)!.Columns.Should().NotContain("3: another like 2");
    }
}
