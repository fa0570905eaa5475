using System.Diagnostics;
using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Verdicts;

/// <summary>Under the checker's lock no search looks at all of a large graph again and again, and what it has not looked at is not called harmless.</summary>
public sealed class SearchBudgetTests
{
    [Theory]
    [InlineData(60, Verdict.GateProtected)]
    [InlineData(900, Verdict.Possible)]
    public void A_cycle_with_too_many_guarded_ways_back_counts_as_possible(int classes, Verdict verdict)
    {
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        LockMap gate = Map("gate");
        LockMap[] maps = [.. Enumerable.Range(0, classes).Select(static i => Map($"class {i}"))];
        var flow = new LockFlow(checker, "pool one");
        flow.Acquire(in gate);
        for (int from = 0; from < classes; from++)
        {
            flow.Acquire(in maps[from]);
            for (int to = from + 1; to < classes; to++)
            {
                flow.Acquire(in maps[to]);
                flow.Release(in maps[to]);
            }

            flow.Release(in maps[from]);
        }

        flow.Release(in gate);
        var other = new LockFlow(checker, "pool two");
        long start = Stopwatch.GetTimestamp();
        other.Acquire(in gate);
        other.Acquire(in maps[classes - 1]);
        other.Acquire(in maps[0]);
        TimeSpan spent = Stopwatch.GetElapsedTime(start);

        checker.Violations.Should().ContainSingle(violation => violation.Kind == ViolationKind.CircularDependency)
            .Which.Verdict.Should().Be(verdict, "it took {0}", spent);
    }

    private static LockMap Map(string name)
    {
        var map = new LockMap(new LockClass(name));
        return map;
    }
}
