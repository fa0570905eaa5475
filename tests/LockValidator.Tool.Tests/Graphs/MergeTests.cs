namespace LockValidator.Tool.Tests.Graphs;

public sealed class MergeTests : IDisposable
{
    private readonly GraphFolder _graphs = new();

    public void Dispose() => _graphs.Dispose();

    [Fact]
    public void Two_clean_shards_give_the_inversion_with_both_stacks()
    {
        string first = _graphs.Run("shard 1", "accounts audit"), second = _graphs.Run("shard 2", "x; audit accounts");
        ToolRun.Of("merge", first).ExitCode.Should().Be(ExitCodes.Clean);
        ToolRun.Of("merge", second).ExitCode.Should().Be(ExitCodes.Clean);

        string union = _graphs.Path("all.lockgraph");
        ToolRun run = ToolRun.Of("merge", first, second, "-o", union);

        run.ExitCode.Should().Be(ExitCodes.Findings);
        run.Output.Should().Contain("LV0001 CircularDependency, possible")
            .And.Contain("accounts -> audit").And.Contain("audit -> accounts")
            .And.Contain("in \"shard 1\"").And.Contain("in \"shard 2\"")
            .And.Contain("Shop.Step10 at Shop.cs:10").And.Contain("Shop.Step12 at Shop.cs:12")
            .And.Contain("1 finding, 1 of them fails.").And.Contain("Observed: 2 runs, 5 acquisitions, 3 classes, 2 orders.");
        ToolRun.Of("merge", union).ExitCode.Should().Be(ExitCodes.Findings, "it is all in the one file");
    }

    [Fact]
    public void A_folder_stands_for_its_files()
    {
        _graphs.Run("a", "a b");
        _graphs.Run("b", "b c");

        ToolRun run = ToolRun.Of("merge", _graphs.Folder);

        run.ExitCode.Should().Be(ExitCodes.Clean);
        run.Output.Should().Contain("0 findings").And.Contain("2 runs");
    }

    [Theory]
    [InlineData("possible", ExitCodes.Clean)]
    [InlineData("live", ExitCodes.Clean)]
    [InlineData("any", ExitCodes.Findings)]
    public void What_is_harmless_fails_only_if_asked(string failOn, int code)
    {
        ToolRun.Of("merge", _graphs.Run("run", "gate a b; gate b a"), "--fail-on", failOn).ExitCode.Should().Be(code);
    }

    [Fact]
    public void A_run_in_which_nothing_was_observed_is_no_clean_bill()
    {
        ToolRun run = ToolRun.Of("merge", _graphs.Run("a", "a b"), _graphs.Run("silent", ""));

        run.ExitCode.Should().Be(ExitCodes.Findings);
        run.Error.Should().StartWith("Nothing was observed in the run 'silent'");
    }

    [Fact]
    public void A_file_that_is_no_graph_is_one_sentence()
    {
        string path = _graphs.Path("other.lockgraph");
        File.WriteAllText(path, "hello\n");

        ToolRun run = ToolRun.Of("merge", _graphs.Run("a", "a b"), path);

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.ErrorLines.Should().ContainSingle().Which.Should().EndWith("other.lockgraph:1:1: The file is no lock graph: it does not begin as one.");
        run.Output.Should().BeEmpty();
    }

    [Theory]
    [InlineData("merge")]
    [InlineData("merge", "x.lockgraph", "--fail-on", "never")]
    [InlineData("graph", "x.lockgraph", "--format", "png")]
    [InlineData("explain", "a", "b")]
    [InlineData("diff", "x.lockgraph")]
    [InlineData("suggest", "--what")]
    public void A_command_line_that_makes_no_sense_is_bad_usage(params string[] arguments)
    {
        ToolRun run = ToolRun.Of(arguments);

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.Error.Should().Contain("lockvalidator --help");
    }

    [Theory]
    [InlineData("merge", "missing.lockgraph")]
    [InlineData("suggest", "missing.lockgraph")]
    [InlineData("diff", "missing.lockgraph", "missing.lockgraph")]
    public void A_file_that_is_not_there_is_one_sentence(params string[] arguments)
    {
        ToolRun run = ToolRun.Of(arguments);

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.ErrorLines.Should().ContainSingle().Which.Should().Contain("missing.lockgraph");
    }

    [Fact]
    public void An_output_that_cannot_be_written_is_one_sentence()
    {
        ToolRun run = ToolRun.Of("merge", _graphs.Run("a", "a b"), "-o", _graphs.Path("no such folder/out.lockgraph"));

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.ErrorLines.Should().ContainSingle().Which.Should().Contain("cannot be written");
    }
}
