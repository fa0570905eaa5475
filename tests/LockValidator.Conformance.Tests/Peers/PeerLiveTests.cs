namespace LockValidator.Conformance.Tests;

/// <summary>Where threads are blocked for ever at the end of a scenario, they are observed so.</summary>
public sealed class PeerLiveTests
{
    public static TheoryData<string> Names => [.. PeerScenarioFile.All.Where(static scenario => scenario.Expect == "live_deadlock").Select(static scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_deadlock_is_observed_while_it_lasts(string name)
    {
        PeerScenario scenario = PeerScenarioFile.Named(name);
        using var replay = new PeerReplay(scenario, watched: true);

        replay.Run();

        Violation found = replay.Findings.Select(static finding => finding.Violation).Where(static v => v.Verdict == Verdict.ObservedLive).Should().ContainSingle().Subject;
        found.Kind.Should().Be(ViolationKind.LiveDeadlock);
        found.Waits.Select(static wait => wait.Flow).Should().BeEquivalentTo(scenario.Blocked);
    }

    [Fact]
    public void Where_nobody_is_blocked_nothing_is_observed()
    {
        List<PeerScenario> others = [.. PeerScenarioFile.All.Where(static scenario => scenario.Blocked.Count == 0 && scenario.Iterations <= 10)];
        others.Should().HaveCountGreaterThan(50);

        foreach (PeerScenario scenario in others)
        {
            using var replay = new PeerReplay(scenario, watched: true);
            replay.Run();
            replay.Findings.Where(static finding => finding.Violation.Verdict == Verdict.ObservedLive).Should().BeEmpty(scenario.Name);
        }
    }
}
