namespace LockValidator.Tool.Tests;

public sealed class ExpectTests
{
    [Fact]
    public void Agreement_is_counted_and_nothing_else_is_printed()
    {
        ToolRun run = ToolRun.Replay(Samples.Clean + "\n" + Samples.Inverted + "\n", "--expect");

        run.Output.Should().Be("agree 2 of 2\n");
        run.ExitCode.Should().Be(ExitCodes.Clean);
    }

    [Theory]
    [InlineData("\"atOp\":5", "\"atOp\":4", "atOp: expected 4, got 5")]
    [InlineData("\"classes\":[\"B\",\"A\"]", "\"classes\":[\"A\",\"B\"]", "classes: expected A, B, got B, A")]
    [InlineData("\"report\":\"circular\"", "\"report\":\"recursive\"", "report: expected recursive, got circular")]
    [InlineData("\"holding\":\"B\"", "\"holding\":\"C\"", "holding: expected C, got B")]
    public void A_field_that_differs_is_told(string right, string wrong, string difference)
    {
        ToolRun run = ToolRun.Replay(Samples.Inverted.Replace(right, wrong, StringComparison.Ordinal) + "\n", "--expect");

        run.Output.Should().Contain("inverted (standard input:1)").And.Contain(difference).And.EndWith("agree 0 of 1\n");
        run.ExitCode.Should().Be(ExitCodes.Findings);
    }

    [Theory]
    [InlineData("\"A\":\"+.+.\"", "\"A\":\"-.+.\"", "usage: missing A {-.+.}")]
    [InlineData("[\"A\",\"B\",\"EN\",1]", "[\"A\",\"B\",\"ER\",1]", "edges: missing A -> B (ER)")]
    [InlineData("\"held\":[]", "\"held\":[1]", "held: expected [1], got []")]
    public void The_state_at_the_end_counts_where_nothing_is_reported(string right, string wrong, string difference)
    {
        ToolRun.Replay(Samples.Clean.Replace(right, wrong, StringComparison.Ordinal) + "\n", "--expect")
            .Output.Should().Contain(difference).And.EndWith("agree 0 of 1\n");
    }

    [Theory]
    [InlineData("[\"A\",\"B\",\"EN\",1]", "[\"A\",\"B\",\"EN\",2]")]
    [InlineData("\"report\":\"none\",", "\"report\":\"none\",\"chains\":77,\"off\":false,")]
    public void A_distance_and_the_chains_do_not_count(string right, string other)
    {
        ToolRun.Replay(Samples.Clean.Replace(right, other, StringComparison.Ordinal) + "\n", "--expect").Output.Should().Be("agree 1 of 1\n");
    }

    [Fact]
    public void The_state_does_not_count_where_something_is_reported()
    {
        ToolRun.Replay(Samples.Inverted.Replace("\"held\":[0,1]", "\"held\":[9]", StringComparison.Ordinal) + "\n", "--expect").Output.Should().Be("agree 1 of 1\n");
    }

    [Fact]
    public void An_exact_verdict_stands_instead_of_the_expected_one_and_leaves_open_what_it_does_not_say()
    {
        string line = Samples.Inverted.Replace("\"expect\":{\"report\":\"circular\"", "\"exact\":{\"report\":\"circular\",\"atOp\":5},\"expect\":{\"report\":\"none\"", StringComparison.Ordinal);

        ToolRun.Replay(line + "\n", "--expect").Output.Should().Be("agree 1 of 1\n");
    }

    [Fact]
    public void A_scenario_or_a_recording_without_a_verdict_cannot_be_compared()
    {
        string line = Samples.Clean[..Samples.Clean.IndexOf(",\"expect\"", StringComparison.Ordinal)] + "}\n";

        ToolRun.Replay(line, "--expect").ErrorLines.Should().ContainSingle().Which.Should().Contain("gives no verdict");
        ToolRun.Replay(Samples.Recording, "--expect").ErrorLines.Should().ContainSingle().Which.Should().Contain("no verdict");
        ToolRun.Replay(line, "--expect").ExitCode.Should().Be(ExitCodes.BadInput);
    }

    [Fact]
    public void As_json_each_object_says_whether_it_agrees_and_the_count_is_on_standard_error()
    {
        ToolRun run = ToolRun.Replay(Samples.Clean + "\n" + Samples.Inverted.Replace("\"atOp\":5", "\"atOp\":4", StringComparison.Ordinal) + "\n", "--expect", "--format", "json");

        run.Output.Should().Contain("\"agrees\":true").And.Contain("\"agrees\":false,\"differences\":[\"atOp: expected 4, got 5\"]");
        run.Error.Should().Be("agree 1 of 2\n");
    }
}
