using FluentAssertions;
using Xunit;

namespace LockValidator.Conformance.Tests;

/// <summary>Each scenario once more, its graph written to a file, read back and judged: the file says what the live checker said.</summary>
public sealed class PeerGraphFileTests
{
    private const int LeastWithCycles = 46;

    public static TheoryData<string> Names => [.. PeerScenarioFile.All.Select(static scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_file_gives_the_verdicts_of_the_live_run(string name)
    {
        using var replay = new PeerReplay(PeerScenarioFile.Named(name));
        replay.Run();

        IReadOnlyDictionary<string, Verdict> live = Worst(replay.Checker.Violations);
        IReadOnlyDictionary<string, Verdict> file = Worst(ThroughFile(replay).Judge());

        file.Should().BeEquivalentTo(live);
    }

    [Fact]
    public void Most_scenarios_have_cycles_to_judge()
    {
        int withCycles = PeerScenarioFile.All.Count(static scenario =>
        {
            using var replay = new PeerReplay(scenario);
            replay.Run();
            return LockGraph.Of(replay.Checker).Judge().Count > 0;
        });

        withCycles.Should().BeGreaterThanOrEqualTo(LeastWithCycles);
    }

    private static LockGraph ThroughFile(PeerReplay replay)
    {
        string path = Path.Combine(Path.GetTempPath(), $"peer-{Guid.NewGuid():N}.lockgraph");
        try
        {
            LockGraph.Of(replay.Checker).Write(path);
            return LockGraph.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Dictionary<string, Verdict> Worst(IEnumerable<Violation> findings) => findings
        .GroupBy(static finding => finding.Kind + " " + finding.Fingerprint)
        .ToDictionary(static same => same.Key, static same => same.MaxBy(static finding => finding.Verdict.Severity())!.Verdict);
}
