using System.Text.Json;

namespace LockValidator.Tool.Tests.Graphs;

public sealed class GraphCommandTests : IDisposable
{
    private readonly GraphFolder _graphs = new();

    public void Dispose() => _graphs.Dispose();

    [Fact]
    public void What_is_left_out_of_very_many_contradictions_is_said()
    {
        string file = _graphs.Run("run", string.Join("; ", Enumerable.Range(0, 1003).Select(static i => $"a{i} b{i}; b{i} a{i}")));

        ToolRun.Of("suggest", file).Output.Should().Contain("1000 cycles.\n3 more orders run against the others and were not looked at.");
        using JsonDocument json = JsonDocument.Parse(ToolRun.Of("graph", file, "--format", "json").Output);
        json.RootElement.GetProperty("leftOut").GetInt32().Should().Be(3);
        ToolRun.Of("graph", file, "--format", "html").Output.Should().Contain("more orders run against the others and were not looked at");
    }

    [Fact]
    public void A_flow_whose_name_has_blanks_is_in_quotes_once()
    {
        string file = _graphs.Path("named.lockgraph");
        using var checker = new LockChecker();
        var (a, b) = (new LockMap(new LockClass("a")), new LockMap(new LockClass("b")));
        var flow = new LockFlow(checker, "thread 1");
        flow.Acquire(in a);
        flow.Acquire(in b);
        LockGraph.Of(checker).Write(file);

        ToolRun.Of("explain", "a", "b", file).Output.Should().Contain("by     \"thread 1\" in ");
    }

    [Fact]
    public void Explain_gives_the_chain_of_orders_with_both_stacks()
    {
        string file = _graphs.Run("run", "a b; b c");

        ToolRun run = ToolRun.Of("explain", "a", "c", file);

        run.ExitCode.Should().Be(ExitCodes.Clean);
        run.Output.Should().StartWith("a comes before c by 2 orders:\n  1  a -> b  (EN)\n     by     \"main\" in run\n")
            .And.Contain("     held   at Shop.Step10 at Shop.cs:10\n            at Shop.Main at Shop.cs:1\n     taken  at Shop.Step11 at Shop.cs:11")
            .And.Contain("  2  b -> c");
    }

    [Fact]
    public void Explain_says_where_it_is_the_other_way_round()
    {
        ToolRun run = ToolRun.Of("explain", "c", "a", _graphs.Run("run", "a b; b c"));

        run.ExitCode.Should().Be(ExitCodes.Findings);
        run.Output.Should().StartWith("Nothing that was observed puts c before a.\nThe opposite was seen: a comes before c.\n");
    }

    [Theory]
    [InlineData("nobody", "There is no class 'nobody' in the graph.")]
    [InlineData("acc", "'acc' may be any of 2 classes: account, accounts.")]
    public void Explain_wants_one_class(string name, string problem)
    {
        ToolRun run = ToolRun.Of("explain", name, "audit", _graphs.Run("run", "accounts audit; account audit"));

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.ErrorLines.Should().Equal(problem);
    }

    [Fact]
    public void Explain_takes_a_part_that_only_one_class_has() =>
        ToolRun.Of("explain", "ACCOUNTS", "aud", _graphs.Run("run", "accounts audit; account audit")).ExitCode.Should().Be(ExitCodes.Clean);

    [Fact]
    public void Diff_names_what_is_new_what_is_gone_and_what_turned_round()
    {
        string before = _graphs.Run("before", "a b; c d; b c"), after = _graphs.Run("after", "b a; c e; b c");

        ToolRun run = ToolRun.Of("diff", before, after);

        run.ExitCode.Should().Be(ExitCodes.Findings);
        run.Output.Should().Contain("! order b -> a, turned round\n").And.Contain("+ order c -> e, new\n").And.Contain("+ class e").And.Contain("- class d")
            .And.Contain("- order a -> b\n").And.Contain("- order c -> d\n").And.EndWith("1 turned round, 1 new and 2 gone orders, 1 new and 1 gone classes.\n");
        ToolRun.Of("diff", before, before).ExitCode.Should().Be(ExitCodes.Clean);
    }

    [Fact]
    public void Suggest_names_the_order_with_the_fewest_places()
    {
        string[] files = [_graphs.Run("1", "a b; x; a b"), _graphs.Run("2", "a b; y; x; a b"), _graphs.Run("3", "x; y; b a")];

        ToolRun run = ToolRun.Of(["suggest", .. files]);

        run.ExitCode.Should().Be(ExitCodes.Findings);
        run.Output.Should().Contain("(LV0001, Possible)").And.Contain("  change b -> a: it is made in 1 place\n    at Shop.Step13 at Shop.cs:13\n").And.EndWith("1 cycle.\n");
        ToolRun.Of("suggest", files[0]).Output.Should().Be("There is no cycle.\n");
    }

    [Fact]
    public void Dot_and_mermaid_mark_the_cycle()
    {
        string file = _graphs.Run("run", "a b; b a; b c");

        ToolRun.Of("graph", file).Output.Should().StartWith("digraph locks {").And.Contain("n0 [label=\"a\"").And.MatchRegex("n[01] -> n[01] \\[.*color=red, style=dashed\\]").And.EndWith("}\n");
        ToolRun.Of("graph", file, "--format", "mermaid").Output.Should().StartWith("flowchart LR\n  n0[\"a\"]").And.Contain("-.->").And.Contain("linkStyle");
        ToolRun.Of("graph", file, "--format", "mermaid", "--cycles").Output.Should().NotContain("\"c\"");
    }

    [Fact]
    public void Names_are_harmless_in_every_format()
    {
        const string Hostile = "</script><script>alert(1)</script>\"]--\u202Eevil";
        string file = _graphs.Run("run", $"{Hostile} b; b {Hostile}");

        foreach (string format in new[] { "dot", "mermaid", "html", "json" })
        {
            string output = ToolRun.Of("graph", file, "--format", format).Output;
            output.Should().NotContain("<script>alert").And.NotContain("\u202E", format);
        }

        ToolRun.Of("graph", file, "--format", "dot").Output.Should().Contain("]--");
        ToolRun.Of("graph", file, "--format", "mermaid").Output.Should().NotContain("]--");
    }

    [Fact]
    public void Json_has_everything_by_number()
    {
        using JsonDocument json = JsonDocument.Parse(ToolRun.Of("graph", _graphs.Run("run", "a b; b a"), "--format", "json").Output);
        JsonElement root = json.RootElement;

        root.GetProperty("version").GetInt32().Should().Be(1);
        root.GetProperty("classes").EnumerateArray().Select(static type => type.GetProperty("name").GetString()).Should().Equal("a", "b");
        JsonElement order = root.GetProperty("orders")[0];
        (order.GetProperty("from").GetInt32(), order.GetProperty("to").GetInt32()).Should().Be((0, 1));
        int stack = order.GetProperty("witnesses")[0].GetProperty("taken").GetInt32();
        int line = root.GetProperty("stacks")[stack][0].GetInt32();
        root.GetProperty("lines")[line].GetString().Should().Be("Shop.Step11 at Shop.cs:11");
        root.GetProperty("findings")[0].GetProperty("rule").GetString().Should().Be("LV0001");
    }

    [Fact]
    public void The_page_is_one_file_that_asks_for_nothing()
    {
        string path = _graphs.Path("page.html");
        ToolRun.Of("graph", _graphs.Run("run", "a b; b a"), "--format", "html", "-o", path).ExitCode.Should().Be(ExitCodes.Clean);

        string page = File.ReadAllText(path);
        page.Should().StartWith("<!doctype html>").And.Contain("default-src 'none'").And.NotContain("{{").And.NotMatchRegex("(src|href)=\"(?!data:)");
    }
}
