using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Verdicts;

/// <summary>More evidence never makes a verdict milder.</summary>
public sealed class VerdictPropertyTests
{
    private static readonly string[] s_locks = ["a#1", "a#2", "b#1", "b#2", "c", "g#1", "g#2"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 150)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_verdict_never_gets_milder(int seed)
    {
        var random = new Random(seed);
        using Play play = new Play().Make(string.Join(' ', s_locks));
        var worst = new Dictionary<string, int>();
        for (int step = 0; step < 60; step++)
        {
            int before = play.Reported.Count;
            play.Do(Step(random));
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
        List<string> steps = [.. Enumerable.Range(0, 12).Select(_ => Walk(random))];
        bool part = Fails(steps.Where((_, i) => i % 3 != 0));
        bool all = Fails(steps);

        (all || !part).Should().BeTrue("seed {0}: {1}", seed, string.Join("; ", steps));
    }

    private static bool Fails(IEnumerable<string> steps)
    {
        using Play play = new Play().Make(string.Join(' ', s_locks));
        foreach (string step in steps)
        {
            play.Do(step);
        }

        return play.Reported.Any(static v => v.Kind == ViolationKind.CircularDependency && v.FailsBuilds);
    }

    private static string Step(Random random) => random.Next(10) switch
    {
        0 => $"{random.Next(1, 3)} starts {random.Next(3, 6)}",
        1 => $"{random.Next(1, 3)} joins {random.Next(3, 6)}",
        2 => InTest(random),
        3 => InTest(random),
        _ => Walk(random),
    };

    private static string InTest(Random random)
    {
        string flow = random.Next(1, 6).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return $"{flow} enters test; {Walk(random, flow)}; {Walk(random, flow)}; {flow} leaves test";
    }

    private static string Walk(Random random, string? by = null)
    {
        string[] taken = [.. random.GetItems(s_locks, 3).DistinctBy(static name => name[0])];
        if (random.Next(2) == 0)
        {
            taken = [.. taken.OrderByDescending(static name => name[0] == 'g')];
        }

        string flow = by ?? (random.Next(6) == 0 ? "pool" : random.Next(1, 6).ToString(System.Globalization.CultureInfo.InvariantCulture));
        string mode = random.Next(4) == 0 ? ":r" : "";
        return $"{flow}: {string.Join(' ', taken.Select(name => "+" + name + mode))} {string.Join(' ', taken.Reverse().Select(static name => "-" + name))}";
    }
}
