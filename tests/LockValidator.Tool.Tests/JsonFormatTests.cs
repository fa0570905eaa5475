using System.Text.Json;

namespace LockValidator.Tool.Tests;

public sealed class JsonFormatTests
{
    [Fact]
    public void The_first_finding_is_in_the_keys_of_a_verdict_and_all_are_under_findings()
    {
        using JsonDocument json = JsonDocument.Parse(ToolRun.Replay(Samples.Inverted + "\n", "--format", "json").Output);
        JsonElement root = json.RootElement;

        root.GetProperty("report").GetString().Should().Be("circular");
        root.GetProperty("atOp").GetInt32().Should().Be(5);
        root.GetProperty("classes").EnumerateArray().Select(static item => item.GetString()).Should().Equal("B", "A");
        JsonElement finding = root.GetProperty("findings").EnumerateArray().Should().ContainSingle().Subject;
        finding.GetProperty("rule").GetString().Should().Be("LV0001");
        finding.GetProperty("fingerprint").GetString().Should().NotBeNullOrEmpty();
        root.TryGetProperty("usage", out _).Should().BeFalse("the state was not asked for");
    }

    [Fact]
    public void The_state_is_added_where_it_is_asked_for()
    {
        using JsonDocument json = JsonDocument.Parse(ToolRun.Replay(Samples.Clean + "\n", "--format", "json", "--state").Output);
        JsonElement root = json.RootElement;

        root.GetProperty("report").GetString().Should().Be("none");
        root.GetProperty("usage").GetProperty("A").GetString().Should().StartWith("+.+.");
        root.GetProperty("edges").EnumerateArray().Should().ContainSingle().Which.ToString().Should().Be("[\"A\",\"B\",\"EN\"]");
        root.GetProperty("held").GetArrayLength().Should().Be(0);
        root.TryGetProperty("chains", out _).Should().BeTrue();
    }

    [Fact]
    public void Output_is_in_the_order_of_the_input_however_many_replay()
    {
        IEnumerable<string> lines = Enumerable.Range(0, 5_000).Select(static i => Samples.Empty.Replace("\"empty\"", $"\"e-{i}\"", StringComparison.Ordinal));

        ToolRun run = ToolRun.Replay(string.Join('\n', lines), "--format", "json");

        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split('"')[3]).Should().Equal(Enumerable.Range(0, 5_000).Select(static i => $"e-{i}"));
    }
}
