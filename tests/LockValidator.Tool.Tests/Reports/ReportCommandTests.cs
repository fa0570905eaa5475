using System.Text.Json;
using System.Xml.Linq;

namespace LockValidator.Tool.Tests.Reports;

/// <summary>Graph files of shards that are clean alone: what they come to together, and what a baseline does to it.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _one;
    private readonly string _two;
    private readonly string _three;
    private readonly string _baseline;

    public ReportCommandTests()
    {
        _one = Shard("A", "B", "one");
        _two = Shard("B", "A", "two");
        _three = Shard("A", "C", "three");
        _baseline = _folder.File("lockvalidator.json");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_shard_is_clean_alone_and_together_they_are_not()
    {
        ToolRun.Of("report", _one).ExitCode.Should().Be(ExitCodes.Clean);
        ToolRun.Of("report", _two).ExitCode.Should().Be(ExitCodes.Clean);
        ToolRun run = ToolRun.Of("report", _one, _two);

        run.ExitCode.Should().Be(ExitCodes.Findings);
        run.Output.Should().Contain("LV0001 CircularDependency, possible").And.Contain("in one").And.Contain("in two").And.Contain("Observed: 2 runs, 4 acquisitions, 2 classes, 2 orders.");
    }

    [Fact]
    public void Every_format_is_written_in_one_run()
    {
        string[] writes = [.. FindingsFormats.Names.SelectMany(name => new[] { "--write", $"{name}={_folder.File("out." + name)}" })];
        ToolRun.Of(["report", _one, _two, "--format", "github", .. writes]).Output.Should().StartWith("::error file=Inversions.cs,line=");

        SarifShape.Check(File.ReadAllText(_folder.File("out.sarif"))).Should().BeEmpty();
        JsonElement result = JsonDocument.Parse(File.ReadAllText(_folder.File("out.sarif"))).RootElement.GetProperty("runs")[0].GetProperty("results")[0];
        result.GetProperty("codeFlows")[0].GetProperty("threadFlows").GetArrayLength().Should().Be(2);
        result.GetProperty("relatedLocations").GetArrayLength().Should().Be(4, "each side has the places of both its locks");
        XDocument.Load(_folder.File("out.junit")).Descendants("failure").Should().ContainSingle();
        File.ReadAllText(_folder.File("out.markdown")).Should().Contain("| ❌ | LV0001 CircularDependency | `B` → `A` → `B` | Possible |").And.Contain("1 to repair");
        File.ReadAllText(_folder.File("out.text")).Should().Contain("what to do");
    }

    [Fact]
    public void A_day_that_is_over_is_refused_and_nothing_is_added_for_ever()
    {
        ToolRun run = ToolRun.Of("baseline", _one, _two, "--reason", "looked at", "--expires", "2020-01-01", "--baseline", _baseline);

        run.Should().Match<ToolRun>(static run => run.ExitCode == ExitCodes.BadInput && run.Error.Contains("--expires must be a day that is not over (UTC), not '2020-01-01'."));
        File.Exists(_baseline).Should().BeFalse();
        string today = DateTime.UtcNow.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        ToolRun.Of("baseline", _one, _two, "--reason", "looked at", "--expires", today, "--baseline", _baseline).ExitCode.Should().Be(ExitCodes.Clean);
    }

    [Theory]
    [InlineData("report", "--fail-on", "never", "possible, any, live")]
    [InlineData("report", "--fail-on", "7", "possible, any, live")]
    [InlineData("report", "--fail-on", "any,live", "possible, any, live")]
    [InlineData("merge", "--fail-on", "1", "possible, any, live")]
    [InlineData("graph", "--format", "svg", "dot, mermaid, json, html")]
    [InlineData("graph", "--format", "2", "dot, mermaid, json, html")]
    public void A_choice_is_one_of_its_names(string command, string option, string value, string names) =>
        ToolRun.Of(command, _one, option, value).Should().Match<ToolRun>(run => run.ExitCode == ExitCodes.BadInput && run.Error.StartsWith($"{option} must be one of {names}, not '{value}'."));

    [Fact]
    public void What_can_deadlock_is_not_counted_as_harmless_where_only_what_has_happened_fails()
    {
        ToolRun run = ToolRun.Of("report", _one, _two, "--fail-on", "live");

        run.ExitCode.Should().Be(ExitCodes.Clean);
        run.Output.Should().Contain("1 finding: 0 to repair, 0 allowed, 1 that can deadlock but does not fail here, 0 of no danger so far.");
    }

    [Fact]
    public void A_root_that_is_no_folder_is_refused_whatever_was_found()
    {
        foreach (string[] files in (string[][])[[_one], [_one, _two]])
        {
            ToolRun.Of(["report", .. files, "--root", "no-such-folder"]).Should().Match<ToolRun>(static run => run.ExitCode == ExitCodes.BadInput && run.Error.StartsWith("--root: there is no folder 'no-such-folder'."));
        }
    }

    [Fact]
    public void What_is_added_to_the_baseline_passes_and_what_is_new_fails_again()
    {
        ToolRun added = ToolRun.Of("baseline", _one, _two, "--reason", "looked at", "--baseline", _baseline);
        added.ExitCode.Should().Be(ExitCodes.Clean, added.Error);
        added.Output.Should().Contain("added: A, B\n").And.Contain("1 added.");

        ToolRun.Of("report", _one, _two, "--baseline", _baseline).Should().Match<ToolRun>(static run => run.ExitCode == ExitCodes.Clean && run.Output.Contains("Allowed, nothing fails of it: looked at"));

        // Through the order that is allowed: B, A, C and back to B.
        ToolRun again = ToolRun.Of("report", _one, _two, _three, Shard("C", "B", "four"), "--baseline", _baseline);
        again.ExitCode.Should().Be(ExitCodes.Findings);
        again.Output.Should().Contain("a circle of 3 locks").And.Contain("1 to repair");
    }

    [Fact]
    public void Adding_again_changes_nothing_and_keeps_what_the_user_wrote()
    {
        File.WriteAllText(_baseline, "// ours\n{\n  \"allow\": [\n    { \"classes\": [\"X\", \"Y\"], \"reason\": \"long ago\" }, // see the wiki\n  ],\n}\n");
        ToolRun.Of("baseline", _one, _two, "--reason", "looked at", "--expires", "2099-12-31", "--baseline", _baseline).ExitCode.Should().Be(ExitCodes.Clean);
        string text = File.ReadAllText(_baseline);
        text.Should().Be("// ours\n{\n  \"allow\": [\n    { \"classes\": [\"X\", \"Y\"], \"reason\": \"long ago\" }, // see the wiki\n    { \"classes\": [\"A\", \"B\"], \"reason\": \"looked at\", \"expires\": \"2099-12-31\" },\n  ],\n}\n");

        ToolRun again = ToolRun.Of("baseline", _one, _two, "--reason", "another", "--baseline", _baseline);
        again.Output.Should().Contain("is left as it is").And.Contain("no finding was about this entry: X, Y");
        File.ReadAllText(_baseline).Should().Be(text);
    }

    [Fact]
    public void All_cycles_are_added_also_those_that_stand_behind_another()
    {
        string[] all = [_one, _two, _three, Shard("C", "B", "four")];
        ToolRun.Of(["baseline", .. all, "--reason", "r", "--baseline", _baseline]).ExitCode.Should().Be(ExitCodes.Clean);

        ToolRun.Of(["report", .. all, "--baseline", _baseline]).ExitCode.Should().Be(ExitCodes.Clean);
        LockBaseline.Load(_baseline).Allowances.Should().HaveCount(2);
    }

    [Fact]
    public void A_reason_must_be_given()
    {
        foreach (string[] reason in new string[][] { [], ["--reason", " "], ["--reason", "r", "--expires", "soon"] })
        {
            ToolRun run = ToolRun.Of(["baseline", _one, _two, "--baseline", _baseline, .. reason]);

            run.ExitCode.Should().Be(ExitCodes.BadInput);
            File.Exists(_baseline).Should().BeFalse();
        }
    }

    [Fact]
    public void A_stale_or_expired_entry_is_told()
    {
        File.WriteAllText(_baseline, """{ "allow": [ { "classes": ["A", "B"], "reason": "r", "expires": "2020-01-01" }, { "classes": ["A", "X"], "reason": "r" } ] }""");
        ToolRun run = ToolRun.Of("report", _one, _two, "--baseline", _baseline);

        run.ExitCode.Should().Be(ExitCodes.Findings);
        run.Output.Should().Contain("It was allowed until 2020-01-01.")
            .And.Contain("lockvalidator.json(1,14): warning LVB002: this entry counted until 2020-01-01: A, B")
            .And.Contain("lockvalidator.json(1,81): warning LVB002: no finding was about this entry: A, X");
    }

    [Theory]
    [InlineData("{ \"allow\": [ { \"classes\": [\"A\", \"B\"] } ] }", "lockvalidator.json(1,14): warning LVB002: the entry gives no reason")]
    [InlineData("{", "lockvalidator.json(1,2): warning LVB002: this is no JSON")]
    [InlineData(null, "there is no such file")]
    public void A_baseline_that_cannot_be_meant_is_refused_and_not_touched(string? text, string message)
    {
        if (text is not null)
        {
            File.WriteAllText(_baseline, text);
        }

        ToolRun run = ToolRun.Of("report", _one, "--baseline", _baseline);
        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.Error.Should().Contain(message);
        run.Output.Should().BeEmpty();
        if (text is not null)
        {
            ToolRun.Of("baseline", _one, _two, "--reason", "r", "--baseline", _baseline).ExitCode.Should().Be(ExitCodes.BadInput);
            File.ReadAllText(_baseline).Should().Be(text);
        }
    }

    [Theory]
    [InlineData("report")]
    [InlineData("baseline", "--reason", "r")]
    public void A_file_that_is_no_graph_is_one_line_and_exit_code_2(params string[] command)
    {
        string broken = _folder.Write("broken.lockgraph", "nothing");
        foreach (string file in new[] { broken, _folder.File("missing.lockgraph") })
        {
            ToolRun run = ToolRun.Of([command[0], file, .. command[1..], "--baseline", _folder.Write("b.json", "{}")]);

            run.ExitCode.Should().Be(ExitCodes.BadInput);
            run.ErrorLines.Should().ContainSingle().Which.Should().Contain(Path.GetFileName(file));
        }
    }

    [Fact]
    public void Runs_that_observed_nothing_fail()
    {
        using var idle = new LockChecker(new LockCheckerOptions { Baseline = LockBaseline.Empty, Execution = "idle" });
        LockGraph.Of(idle).Write(_folder.File("idle.lockgraph"));

        ToolRun run = ToolRun.Of("report", _folder.File("idle.lockgraph"), "--fail-on", "live");
        run.ExitCode.Should().Be(ExitCodes.Findings);
        run.Output.Should().Contain("LV0027 NothingObserved");
    }

    [Fact]
    public void A_class_that_was_renamed_between_two_runs_is_one_class()
    {
        string renamed = Shard("B2", "A", "two");
        ToolRun.Of("report", _one, renamed).ExitCode.Should().Be(ExitCodes.Clean);

        File.WriteAllText(_baseline, """{ "renames": { "B": "B2" } }""");
        ToolRun.Of("report", _one, renamed, "--baseline", _baseline).ExitCode.Should().Be(ExitCodes.Findings);
        File.WriteAllText(_baseline, """{ "renames": { "B": "B2" }, "allow": [ { "classes": ["A", "B"], "reason": "in the old name" } ] }""");
        ToolRun.Of("report", _one, renamed, "--baseline", _baseline).ExitCode.Should().Be(ExitCodes.Clean);
    }

    [Theory]
    [InlineData("{\"classes\":[\"A\",\"B\"],\"reason\":\"beside the code\",\"by\":\"Shop\"}", ExitCodes.Clean)]
    [InlineData("{\"classes\":[\"A\",\"B\"],\"reason\":\"beside the code\",\"expires\":\"2020-01-01\",\"by\":\"Shop\"}", ExitCodes.Findings)]
    [InlineData("{\"classes\":[\"A\",\"C\"],\"reason\":\"beside the code\",\"by\":\"Shop\"}", ExitCodes.Findings)]
    [InlineData("{\"somethingElse\":1}", ExitCodes.Findings)]
    public void What_the_code_of_a_run_allows_travels_with_its_graph(string allowance, int exitCode)
    {
        LockGraph graph = LockGraph.Read(_two);
        graph.Store.AddAllowance(System.Text.Encoding.UTF8.GetBytes(allowance));
        graph.Write(_two);
        LockGraph.Merge(LockGraph.Read(_one), LockGraph.Read(_two)).Write(_one);

        ToolRun.Of("report", _one).ExitCode.Should().Be(exitCode);
    }

    private string Shard(string first, string second, string name)
    {
        using LockChecker checker = Inversions.Half(first, second, name);
        string file = _folder.File(name + ".lockgraph");
        LockGraph.Of(checker).Write(file);
        return file;
    }
}
