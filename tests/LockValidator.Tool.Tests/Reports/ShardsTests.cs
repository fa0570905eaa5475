using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;

namespace LockValidator.Tool.Tests.Reports;

/// <summary>The recipe of docs/ci.md as it is written: samples/Shards/ci.sh in a plain shell.</summary>
public sealed class ShardsTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableOnWindows]
    public async Task Two_clean_shards_fail_together_pass_with_a_baseline_and_fail_for_what_is_new()
    {
        (int exitCode, string output) = await Ci(baseline: null, "Checkout", "Returns");

        exitCode.Should().Be(ExitCodes.Findings, output);
        output.Split('\n').Count(static line => line.StartsWith("Passed!", StringComparison.Ordinal)).Should().Be(2, "each shard is clean alone");
        output.Should().Contain("\n::error file=samples/Shards/Shop.cs,line=");
        string sarif = await File.ReadAllTextAsync(_folder.File("locks.sarif"));
        SarifShape.Check(sarif).Should().BeEmpty();
        JsonElement[] steps = [.. JsonDocument.Parse(sarif).RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("codeFlows")[0].GetProperty("threadFlows")
            .EnumerateArray().SelectMany(static thread => thread.GetProperty("locations").EnumerateArray())];
        steps.Should().HaveCount(4).And.OnlyContain(static step => step.GetProperty("location").GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString() == "samples/Shards/Shop.cs");
        steps.SelectMany(static step => step.GetProperty("stack").GetProperty("frames").EnumerateArray()).Select(static frame => frame.ToString())
            .Should().Contain(static frame => frame.Contains("Shop.CheckOut")).And.Contain(static frame => frame.Contains("Shop.TakeBack"), "both stacks are there");
        XDocument.Load(_folder.File("locks.xml")).Descendants("failure").Should().ContainSingle();
        (await File.ReadAllTextAsync(_folder.File("locks.md"))).Should().Contain("1 to repair");
        (await File.ReadAllTextAsync(_folder.File("locks.html"))).Should().Contain("<html").And.Contain("stock");

        string baseline = _folder.File("lockvalidator.json");
        ToolRun.Of("baseline", _folder.File("graphs"), "--reason", "looked at", "--baseline", baseline).ExitCode.Should().Be(ExitCodes.Clean);
        ToolRun.Of("report", _folder.File("graphs"), "--baseline", baseline).ExitCode.Should().Be(ExitCodes.Clean);

        // The graph files of the two other shards are still there.
        (exitCode, output) = await Ci(baseline, "Pricing");
        exitCode.Should().Be(ExitCodes.Findings, output);
        output.Should().Contain("::notice file=samples/Shards/Shop.cs").And.Contain("allowed: looked at".Replace("allowed", "Allowed, nothing fails of it")).And.Contain("2 findings: 1 to repair, 1 allowed");
    }

    private async Task<(int ExitCode, string Output)> Ci(string? baseline, params string[] shards)
    {
        string root = Value("Root");
        var start = new ProcessStartInfo("bash", [Path.Combine(root, "samples/Shards/ci.sh"), _folder.Path, .. shards])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["TESTS"] = Value("Shards"),
                ["LOCKVALIDATOR"] = "dotnet exec " + typeof(CommandLine).Assembly.Location,
                ["LOCKVALIDATION"] = "1",
                ["BASELINE"] = baseline ?? "",
            },
        };
        using Process process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(s_limit);
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token) + await errors;
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, output);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string Value(string key) => typeof(ShardsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == key).Value!;

    /// <summary>There is no plain shell on Windows.</summary>
    private sealed class SkippableOnWindowsAttribute : FactAttribute
    {
        public SkippableOnWindowsAttribute() => Skip = OperatingSystem.IsWindows() ? "ci.sh needs a shell." : null;
    }
}
