using System.Diagnostics;

namespace LockValidator.Tests;

/// <summary>A process that ends badly leaves what it has learnt, and says what it ended of.</summary>
public sealed class EndingTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

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

        error.Should().Contain("LV00");
        graph.Judge().Should().Contain(static finding => finding.Verdict == Verdict.ObservedLive || finding.Kind == ViolationKind.CircularDependency);
    }

    private static async Task<(string Error, LockGraph Graph)> Run(string ending)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "LockValidator.Endings.dll");
        string file = Path.Combine(Path.GetTempPath(), $"ending-{Guid.NewGuid():N}.lockgraph");
        var start = new ProcessStartInfo("dotnet", [program, ending])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // The crash is meant.
            Environment = { ["LOCKVALIDATION_OUT"] = file, ["DOTNET_DbgEnableMiniDump"] = "0" },
        };
        using Process process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(s_limit);
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            process.ExitCode.Should().NotBe(0);
            output.Should().NotContain("went on");
            return (await error, LockGraph.Read(file));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
