using System.IO.Compression;
using System.Text;

namespace LockValidator.Conformance.Tests;

/// <summary>A replay is itself something that can be recorded: the recording must replay to the same findings and the same state.</summary>
public sealed class RecordedScenarioTests
{
    [Theory]
    [InlineData("selftest", 752)]
    [InlineData("seed", 20)]
    [InlineData("special", 793)]
    [InlineData("fuzz", 3_000)]
    [InlineData("beyond-kernel", 37)]
    public void A_recording_of_a_scenario_replays_to_the_same(string name, int count)
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(ConformanceTests.DataFile(name)), CompressionMode.Decompress));
        var text = new StringBuilder();
        var parser = new ScenarioParser(withExpectation: false);
        var replayer = new ScenarioReplayer(parser.Symbols, withState: true, checker => Record(checker, text));
        int compared = 0;
        while (compared < count && file.ReadLine() is { } line)
        {
            text.Clear();
            ScenarioOutcome direct = replayer.Replay(parser.Parse(Encoding.UTF8.GetBytes(line), name, compared + 1));
            ScenarioOutcome again = Replay(text.ToString());

            Shown(again).Should().Be(Shown(direct), "scenario {0} must replay the same from its recording", direct.Id);
            compared++;
        }

        compared.Should().Be(count);
    }

    private static IDisposable Record(LockChecker checker, StringBuilder text)
    {
        var writer = new TraceWriter(new StringWriter(text) { NewLine = "\n" });
        return checker.RecordTo(writer);
    }

    private static ScenarioOutcome Replay(string recording)
    {
        string[] lines = recording.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var replay = new RecordingReplayer(Encoding.UTF8.GetBytes(lines[0]), "recording", 1);
        for (int i = 1; i < lines.Length; i++)
        {
            replay.Play(Encoding.UTF8.GetBytes(lines[i]), i + 1);
        }

        return replay.Outcome(withState: true);
    }

    /// <summary>
    /// Numbers of operations are left out: what does nothing is not recorded. So are classes without usage and the order of classes: a
    /// scenario makes its ordered classes known before the first operation, a recording when they are first met.
    /// </summary>
    private static string Shown(ScenarioOutcome outcome)
    {
        IEnumerable<string> findings = outcome.Findings.Select(static finding =>
            string.Join("; ", VerdictFields.Of(finding).Where(static one => one.Key != "atOp").Select(static one => $"{one.Key}={one.Shown}")) +
            $"; {finding.Violation.Fingerprint}; {finding.Violation.Position}");
        IEnumerable<string> state = outcome.State!.Usage.Where(static usage => usage.Value.Trim('.').Length > 0).Select(static usage => $"{usage.Key} {{{usage.Value}}}")
            .Concat(outcome.State.Edges.Select(static edge => $"{edge.From} -> {edge.To} ({edge.Kinds})"))
            .Order(StringComparer.Ordinal);
        return string.Join('\n', findings.Concat(state));
    }
}
