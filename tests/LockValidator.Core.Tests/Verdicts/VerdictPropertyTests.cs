using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Verdicts;

/// <summary>More evidence never makes a verdict milder.</summary>
public sealed class VerdictPropertyTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 150)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_verdict_never_gets_milder(int seed)
    {
        var random = new Random(seed);
        using Play play = new Play().Make(RandomSteps.Locks);
        var worst = new Dictionary<string, int>();
        for (int step = 0; step < 60; step++)
        {
            int before = play.Reported.Count;
            play.Do(RandomSteps.Step(random));
            foreach (Violation found in play.Reported.Skip(before).Where(static v => v.Kind == ViolationKind.CircularDependency))
            {
                int severity = found.Verdict.Severity();
                severity.Should().BeGreaterThanOrEqualTo(worst.GetValueOrDefault(found.Fingerprint), "seed {0}, step {1}: a verdict never gets milder", seed, step);
                worst[found.Fingerprint] = severity;
            }
        }
    }

    /// <summary>What was seen in whatever order comes to the same as far as builds go, where no flow is started or ended.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_longer_run_fails_wherever_a_part_of_it_fails(int seed)
    {
        var random = new Random(seed);
        List<string> steps = [.. Enumerable.Range(0, 12).Select(_ => RandomSteps.Walk(random))];
        bool part = Fails(steps.Where((_, i) => i % 3 != 0));
        bool all = Fails(steps);

        (all || !part).Should().BeTrue("seed {0}: {1}", seed, string.Join("; ", steps));
    }

    private static bool Fails(IEnumerable<string> steps)
    {
        using Play play = new Play().Make(RandomSteps.Locks);
        foreach (string step in steps)
        {
            play.Do(step);
        }

        return play.Reported.Any(static v => v.Kind == ViolationKind.CircularDependency && v.FailsBuilds);
    }
}
