using FluentAssertions;
using Xunit;

namespace LockValidator.Conformance.Tests;

/// <summary>What public tests and benchmarks of other tools know of lock orders, replayed under live rules.</summary>
public sealed class PeerScenarioTests
{
    private const int Total = 110;
    private const int LeastPassing = 110;

    private static readonly string[] s_coveringWork = ["locks", "performance", "verdicts"];

    public static TheoryData<string> Names => [.. PeerScenarioFile.All.Select(static scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_scenario_gives_exactly_what_is_expected(string name)
    {
        PeerScenario scenario = PeerScenarioFile.Named(name);
        using var replay = new PeerReplay(scenario);

        replay.Run();

        PeerExpectation.RawDifferences(scenario, replay).Should().BeEmpty("what is asked whatever the grade holds for excused scenarios too");
        PeerExpectation.Differences(scenario with { Expect = Opposite(scenario), Throws = false }, replay).Should().NotBeEmpty("the opposite is not expected");
        IReadOnlyList<string> differences = PeerExpectation.Differences(scenario, replay);
        if (PeerExcuses.For(scenario) is { } excuse)
        {
            differences.Should().NotBeEmpty("it is excused because {0}; once it is right, its row in the table must go", excuse.Reason);
        }
        else
        {
            differences.Should().BeEmpty("nothing excuses it");
        }
    }

    [Fact]
    public void Every_scenario_passes_or_is_excused()
    {
        int passing = PeerScenarioFile.All.Count(Passes);
        int excused = PeerScenarioFile.All.Count(static scenario => PeerExcuses.For(scenario) is not null && !Passes(scenario));

        (passing + excused).Should().Be(Total);
        passing.Should().BeGreaterThanOrEqualTo(LeastPassing);
        PeerExcuses.All.Should().HaveCount(excused, "each row names one scenario of the file");
        PeerExcuses.All.Where(static excuse => !s_coveringWork.Contains(excuse.CoveredBy)).Should().BeEmpty();
    }

    [Fact]
    public void What_must_be_accepted_fails_no_build()
    {
        List<PeerScenario> accepted = [.. PeerScenarioFile.All.Where(static scenario => scenario.Expect is "none" or "gate_ok" or "ordered" or "single_thread")];
        accepted.Should().HaveCountGreaterThan(10);

        foreach (PeerScenario scenario in accepted)
        {
            using var replay = new PeerReplay(scenario);
            replay.Run();
            replay.Findings.Where(static finding => finding.Violation.FailsBuilds).Should().BeEmpty(scenario.Name);
        }
    }

    private static string Opposite(PeerScenario scenario) => scenario switch
    {
        { Expect: "none" } => "cycle",
        _ when PeerExcuses.For(scenario) is null => "none",
        _ => "bad_unlock",
    };

    private static bool Passes(PeerScenario scenario)
    {
        using var replay = new PeerReplay(scenario);
        replay.Run();
        return PeerExpectation.Differences(scenario, replay).Count == 0;
    }
}
