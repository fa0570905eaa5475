using System.Globalization;
using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Verdicts;

/// <summary>A program of which some interleaving deadlocks gets a finding that fails, from any run of it that went well: live, and from what is recorded of it.</summary>
public sealed class OracleTests
{
    /// <summary>More often by hand: 100,000 take a few minutes.</summary>
    private static readonly int s_programs = int.Parse(Environment.GetEnvironmentVariable("LOCKVALIDATOR_PROGRAMS") ?? "2000", CultureInfo.InvariantCulture);

    [Fact]
    public void No_deadlock_that_can_be_reached_is_missed()
    {
        int deadlocks = 0;
        var missed = new List<string>();
        for (int seed = 0; seed < s_programs; seed++)
        {
            var random = new Random(seed);
            OracleProgram program = OracleProgram.Random(random);
            if (program.Run(random) is not { } run || !program.CanDeadlock())
            {
                continue;
            }

            deadlocks++;
            using var play = new Play();
            foreach ((int flow, string step) in run)
            {
                play.Do(step[0] switch
                {
                    's' => $"{flow + 1} starts {step[1..]}",
                    'j' => $"{flow + 1} joins {step[1..]}",
                    _ => $"{flow + 1}: {step}",
                });
            }

            bool isSeen = play.Reported.Any(static finding => finding.FailsBuilds);
            if (!isSeen || !LockGraph.Of(play.Checker).Judge().Any(static finding => finding.FailsBuilds))
            {
                missed.Add($"{seed}{(isSeen ? ", recorded" : "")}: {program}\n  run: {string.Join(' ', run.Select(static each => $"{each.Flow + 1}{each.Step}"))}\n  {string.Join("\n  ", play.Reported.Select(static each => $"{each.Kind} {each.Verdict}: {each.Reason}"))}");
            }
        }

        deadlocks.Should().BeGreaterThan(s_programs / 20);
        missed.Should().BeEmpty();
    }
}
