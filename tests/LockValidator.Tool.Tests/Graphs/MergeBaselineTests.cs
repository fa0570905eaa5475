namespace LockValidator.Tool.Tests.Graphs;

/// <summary>What a baseline means to <c>merge</c>: the same as to <c>report</c>.</summary>
public sealed class MergeBaselineTests : IDisposable
{
    private readonly GraphFolder _graphs = new();
    private readonly string _one;
    private readonly string _two;
    private readonly string _baseline;

    public MergeBaselineTests()
    {
        _one = _graphs.Run("one", "accounts audit");
        _two = _graphs.Run("two", "audit accounts");
        _baseline = _graphs.Path("lockvalidator.json");
    }

    public void Dispose() => _graphs.Dispose();

    [Theory]
    [InlineData("""{ "allow": [ { "classes": ["accounts", "audit"], "reason": "looked at" } ] }""", ExitCodes.Clean)]
    [InlineData("""{ "allow": [ { "classes": ["accounts", "other"], "reason": "looked at" } ] }""", ExitCodes.Findings)]
    [InlineData("""{ "allow": [ { "classes": ["accounts", "audit"], "reason": "looked at", "expires": "2020-01-01" } ] }""", ExitCodes.Findings)]
    [InlineData("{ }", ExitCodes.Findings)]
    public void What_is_allowed_does_not_fail(string baseline, int exitCode)
    {
        File.WriteAllText(_baseline, baseline);
        string[] files = [_one, _two, "--baseline", _baseline];

        ToolRun.Of(["merge", .. files]).ExitCode.Should().Be(exitCode);
        ToolRun.Of(["report", .. files]).ExitCode.Should().Be(exitCode, "both mean the same");
    }

    [Fact]
    public void What_is_allowed_is_shown_with_its_reason_and_counted()
    {
        File.WriteAllText(_baseline, """{ "allow": [ { "classes": ["accounts", "audit"], "reason": "looked at" } ] }""");

        ToolRun.Of("merge", _one, _two, "--baseline", _baseline).Output.Should().Contain("Allowed, nothing fails of it: looked at").And.Contain("1 finding, 0 of them fail, 1 is allowed.");
    }

    [Fact]
    public void What_is_allowed_hides_no_other_cycle()
    {
        File.WriteAllText(_baseline, """{ "allow": [ { "classes": ["accounts", "audit"], "reason": "looked at" } ] }""");
        ToolRun run = ToolRun.Of("merge", _one, _two, _graphs.Run("three", "accounts log"), _graphs.Run("four", "log audit"), "--baseline", _baseline);

        run.ExitCode.Should().Be(ExitCodes.Findings);
        run.Output.Should().Contain("a circle of 3 locks").And.Contain("1 of them fails");
    }

    [Fact]
    public void A_drawn_graph_says_it_too()
    {
        File.WriteAllText(_baseline, """{ "allow": [ { "classes": ["accounts", "audit"], "reason": "looked at" } ] }""");

        ToolRun.Of("graph", _one, _two, "--format", "json", "--baseline", _baseline).Output.Should().Contain("\"allowed\":\"looked at\"");
        ToolRun.Of("graph", _one, _two, "--format", "json").Output.Should().NotContain("\"allowed\"");
        ToolRun.Of("graph", _one, "--baseline", _graphs.Path("missing.json")).ExitCode.Should().Be(ExitCodes.BadInput);
    }

    [Fact]
    public void An_entry_that_is_of_no_use_is_told()
    {
        File.WriteAllText(_baseline, """{ "allow": [ { "classes": ["accounts", "gone"], "reason": "r" } ] }""");

        ToolRun.Of("merge", _one, "--baseline", _baseline).Output.Should().Contain("lockvalidator.json(1,14): warning LVB002: no finding was about this entry: accounts, gone");
    }

    [Fact]
    public void A_class_that_was_renamed_is_one_class_in_the_union()
    {
        string union = _graphs.Path("union.lockgraph"), renamed = _graphs.Run("renamed", "audit ledger");
        ToolRun.Of("merge", _one, renamed).ExitCode.Should().Be(ExitCodes.Clean);

        File.WriteAllText(_baseline, """{ "renames": { "accounts": "ledger" } }""");
        ToolRun.Of("merge", _one, renamed, "--baseline", _baseline, "-o", union).ExitCode.Should().Be(ExitCodes.Findings);
        LockGraph.Read(union).Classes.Select(static type => type.StableId).Should().Equal("audit", "ledger");
    }

    [Theory]
    [InlineData("{", "lockvalidator.json(1,2): warning LVB002: this is no JSON")]
    [InlineData(null, "there is no such file")]
    public void A_baseline_that_cannot_be_meant_is_refused_and_nothing_is_written(string? text, string message)
    {
        if (text is not null)
        {
            File.WriteAllText(_baseline, text);
        }

        string union = _graphs.Path("union.lockgraph");
        ToolRun run = ToolRun.Of("merge", _one, "--baseline", _baseline, "-o", union);

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.Error.Should().Contain(message);
        run.Output.Should().BeEmpty();
        File.Exists(union).Should().BeFalse();
    }
}
