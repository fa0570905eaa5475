using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Recorded;

/// <summary>A known limit: usage in contexts is judged within a run (docs/verdicts.md).</summary>
public sealed class UsageOfRunsTests
{
    private static readonly LockClass s_class = new("usage of runs", LockKind.RawSpin);

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_run_that_does_both_is_found_in_its_file_whichever_came_first(bool first, bool second) =>
        LockGraph.Merge(Run(first, second), Run(first)).Judge().Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.InconsistentUsage);

    [Fact]
    public void Two_runs_that_do_one_each_are_not_compared() =>
        LockGraph.Merge(Run(false), Run(true)).Judge().Should().BeEmpty("the file has neither where nor by whom, and contexts of a program's own are numbers of its process");

    /// <summary>The lock is taken in a context, or outside of it with it enabled.</summary>
    private static LockGraph Run(params bool[] isIn)
    {
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off, Baseline = LockBaseline.Empty });
        var flow = new LockFlow(checker, "1");
        var map = new LockMap(s_class);
        foreach (bool each in isIn)
        {
            if (each)
            {
                flow.Enter(InterruptContext.Soft);
            }

            flow.Acquire(in map);
            flow.Release(in map);
            if (each)
            {
                flow.Leave(InterruptContext.Soft);
            }
        }

        return LockGraph.Of(checker);
    }
}
