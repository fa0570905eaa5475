namespace LockValidator.Tests;

/// <summary>A process that ends badly leaves what it has learnt, and says what it ended of.</summary>
public sealed class EndingTests
{
    [Fact]
    public async Task A_program_that_crashes_of_its_own_leaves_its_graph()
    {
        (string error, LockGraph graph) = await Run("throws");

        error.Should().Contain("InvalidOperationException").And.Contain("of the program");
        graph.Orders.Should().ContainSingle();
        graph.Judge().Should().BeEmpty();
    }

    [Fact]
    public async Task The_policy_FailFast_leaves_the_graph_with_its_finding()
    {
        (string error, LockGraph graph) = await Run("fails fast");

        error.Should().Contain("LV0001 CircularDependency");
        graph.Judge().Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.CircularDependency);
    }

    [Fact]
    public async Task A_live_deadlock_under_FailFast_ends_the_process_and_stands_in_its_graph()
    {
        (string error, LockGraph graph) = await Run("deadlocks");

        error.Should().Contain("LV0030 LiveDeadlock");
        graph.Judge().Should().Contain(static finding => finding.Kind == ViolationKind.LiveDeadlock && finding.Verdict == Verdict.ObservedLive);
    }

    private static async Task<(string Error, LockGraph Graph)> Run(string ending)
    {
        string file = Path.Combine(Path.GetTempPath(), $"ending-{Guid.NewGuid():N}.lockgraph");
        try
        {
            ProgramRun run = await ProgramRun.Of(Path.Combine(AppContext.BaseDirectory, "LockValidator.Endings.dll"), file, ending);

            run.ExitCode.Should().NotBe(0);
            run.Output.Should().NotContain("went on");
            return (run.Error, LockGraph.Read(file));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
