namespace LockValidator.Tool.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("replay")]
    [InlineData("replay", "-", "--format", "xml")]
    [InlineData("replay", "-", "--layout", "page")]
    [InlineData("replay", "-", "--max-line", "0")]
    [InlineData("replay", "-", "--max-line", "many")]
    [InlineData("replay", "-", "--unknown")]
    [InlineData("play", "-")]
    public void A_command_line_that_makes_no_sense_is_bad_usage(params string[] arguments)
    {
        ToolRun run = ToolRun.Of(arguments);

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.Error.Should().Contain("lockvalidator --help");
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public void Help_is_not_an_error()
    {
        ToolRun run = ToolRun.Of("replay", "--help");

        run.ExitCode.Should().Be(ExitCodes.Clean);
        run.Output.Should().Contain("--expect").And.Contain("--max-line");
    }

    [Fact]
    public void A_clean_trace_exits_with_0_and_an_inversion_with_1()
    {
        ToolRun.Replay(Samples.Clean + "\n").ExitCode.Should().Be(ExitCodes.Clean);
        ToolRun.Replay(Samples.Inverted + "\n").ExitCode.Should().Be(ExitCodes.Findings);
        ToolRun.Replay(Samples.Recording).ExitCode.Should().Be(ExitCodes.Findings);
    }

    [Fact]
    public void The_summary_says_what_was_observed()
    {
        ToolRun run = ToolRun.Replay(Samples.Clean + "\n" + Samples.Inverted + "\n");

        run.Output.Should().Contain("2 scenarios: 1 finding, in 1 of them.").And.Contain("Observed: 6 acquisitions, 4 classes, ");
    }

    [Fact]
    public void A_trace_in_which_nothing_is_acquired_is_no_clean_bill()
    {
        ToolRun.Replay(Samples.Empty + "\n").Output.Should().Contain("Nothing was observed");
    }

    [Fact]
    public void A_compressed_trace_is_known_by_its_first_bytes()
    {
        ToolRun run = ToolRun.Of(ToolRun.Compress(Samples.Inverted + "\n"), "replay", "-", "--expect");

        run.Output.Should().Be("agree 1 of 1\n");
    }

    [Fact]
    public void Formats_can_be_mixed_in_one_stream_and_come_out_in_its_order()
    {
        ToolRun run = ToolRun.Replay(Samples.Inverted + "\n" + Samples.Recording + Samples.Clean + "\n" + Samples.Recording, "--format", "json");

        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line[..line.IndexOf(',', StringComparison.Ordinal)])
            .Should().Equal("{\"id\":\"inverted\"", "{\"id\":\"run\"", "{\"id\":\"clean\"", "{\"id\":\"run\"");
    }

    [Fact]
    public void Windows_line_ends_a_byte_order_mark_and_a_missing_last_line_end_do_no_harm()
    {
        ToolRun.Replay("\ufeff" + Samples.Clean + "\r\n" + Samples.Inverted, "--expect").Output.Should().Be("agree 2 of 2\n");
    }

    [Theory]
    [InlineData("text", "LV0001")]
    [InlineData("kernel", "task1/101")]
    public void A_report_comes_in_either_layout(string layout, string contains)
    {
        ToolRun.Replay(Samples.Inverted + "\n", "--layout", layout).Output.Should().Contain("=== inverted, op 5").And.Contain(contains);
    }
}
