namespace LockValidator.Conformance.Tests;

/// <summary>What a scenario's <c>expect</c> and its other keys ask of a replay that has ended.</summary>
internal static class PeerExpectation
{
    /// <summary>Where the replay differs from what the scenario expects; empty where it is fully right.</summary>
    public static IReadOnlyList<string> Differences(PeerScenario scenario, PeerReplay replay) =>
        [.. Raised(scenario, replay), .. Graded(scenario, replay), .. Shaped(scenario, replay), .. Graph(scenario, replay), .. Refusal(scenario, replay), .. Failures(replay)];

    /// <summary>What is asked whatever the grade: for graded scenarios that the ungraded cycle is found.</summary>
    public static IReadOnlyList<string> RawDifferences(PeerScenario scenario, PeerReplay replay) =>
        [.. scenario.Raw is null ? [] : Raised(scenario with { Expect = scenario.Raw }, replay), .. Failures(replay)];

    /// <summary>Findings of the expected kind, and of no other.</summary>
    private static IEnumerable<string> Raised(PeerScenario scenario, PeerReplay replay)
    {
        List<PeerFinding> found = [.. replay.Findings.Where(static finding => !finding.IsInformational)];
        if (!found.Exists(finding => PeerVerdicts.IsExpected(scenario.Expect, finding.Violation)) && scenario.Expect is not ("none" or "model_equiv"))
        {
            yield return $"expected '{scenario.Expect}', which was not reported";
        }

        foreach (PeerFinding other in found.Where(finding => !PeerVerdicts.IsExpected(scenario.Expect, finding.Violation)))
        {
            yield return $"expected '{scenario.Expect}', but operation {other.At} reports {other.Violation.Kind}: {other.Violation.Reason}";
        }
    }

    private static IEnumerable<string> Graded(PeerScenario scenario, PeerReplay replay)
    {
        if (PeerVerdicts.VerdictOf(scenario) is not { } verdict)
        {
            yield break;
        }

        if (scenario.Raw is not null && replay.Findings.FirstOrDefault(static finding => finding.Violation.FailsBuilds) is { } failing)
        {
            yield return $"operation {failing.At} reports what fails a build: {failing.Violation.Reason}";
        }

        string last = replay.Findings.Count == 0 ? "missing" : replay.Findings[^1].Violation.Verdict.ToString();
        if (last != verdict)
        {
            yield return $"expected the verdict {verdict}, but it is {last}";
        }
    }

    private static IEnumerable<string> Shaped(PeerScenario scenario, PeerReplay replay)
    {
        List<Violation> distinct = [.. replay.Checker.Violations.Where(static violation => violation.Verdict != Verdict.Informational)];
        if (scenario.Count is { } count && distinct.Count != count)
        {
            yield return $"expected {count} distinct reports, but there are {distinct.Count}";
        }

        if (scenario.At is { } at && replay.Findings.Any(finding => finding.At != at))
        {
            yield return $"expected the report at operation {at}, but it came at {string.Join(", ", replay.Findings.Select(static finding => finding.At))}";
        }

        if (scenario.Path is { } path && !distinct.Exists(violation => IsRotation(path, [.. violation.Cycle.Select(static step => step.From.Name)])))
        {
            yield return $"expected the cycle {string.Join(" ", path)}, but found {string.Join("; ", distinct.Select(static violation => string.Join(" ", violation.Cycle.Select(static step => step.From.Name))))}";
        }
    }

    private static IEnumerable<string> Graph(PeerScenario scenario, PeerReplay replay)
    {
        GraphSnapshot graph = replay.Checker.Snapshot();
        ILookup<string, string> next = graph.Dependencies.ToLookup(static step => step.From.Name, static step => step.To.Name);
        bool Ordered((string From, string To) pair) => NaiveOrder.Reaches(replay.ClassNameOf(pair.From), replay.ClassNameOf(pair.To), node => next[node]);
        foreach ((string from, string to) in scenario.Edges.Where(pair => !Ordered(pair)))
        {
            yield return $"{from} should be ordered before {to}";
        }

        foreach ((string from, string to) in scenario.NoEdges.Where(Ordered))
        {
            yield return $"{from} should not be ordered before {to}";
        }

        foreach (string left in replay.FormerClasses.Intersect(graph.Classes.Select(static known => known.Name)))
        {
            yield return $"the class of {left} should have gone with it";
        }

        foreach (string difference in replay.ModelDifferences)
        {
            yield return difference;
        }
    }

    /// <summary>
    /// A refused lock is not held; refused again if tried again, and taken once nothing else is held.
    /// </summary>
    private static IEnumerable<string> Refusal(PeerScenario scenario, PeerReplay replay)
    {
        if (!scenario.Throws)
        {
            yield break;
        }

        if (replay.Refused is not [{ } refused])
        {
            yield return $"expected one refusal, but there were {replay.Refused.Count}";
            yield break;
        }

        if (replay.Holds(refused.Thread, refused.Target))
        {
            yield return $"{refused.Target} was refused, but counts as held";
        }

        replay.Do(refused);
        if (replay.Refused.Count != 2)
        {
            yield return $"{refused.Target} was not refused the second time";
        }

        foreach (string held in replay.HeldBy(refused.Thread))
        {
            replay.Do(refused with { Name = "rel", Target = held });
        }

        replay.Do(refused);
        if (replay.Refused.Count != 2 || !replay.Holds(refused.Thread, refused.Target))
        {
            yield return $"{refused.Target} should be taken where nothing else is held";
        }
    }

    private static IEnumerable<string> Failures(PeerReplay replay)
    {
        if (replay.Checker.Statistics.InternalFailures > 0)
        {
            yield return $"{replay.Checker.Statistics.InternalFailures} failures inside the checker";
        }
    }

    private static bool IsRotation(IReadOnlyList<string> expected, IReadOnlyList<string> found) =>
        expected.Count == found.Count && Enumerable.Range(0, expected.Count).Any(shift => expected.SequenceEqual(found.Skip(shift).Concat(found.Take(shift))));
}
