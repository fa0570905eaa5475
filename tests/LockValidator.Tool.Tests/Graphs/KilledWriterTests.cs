using System.Diagnostics;

namespace LockValidator.Tool.Tests.Graphs;

/// <summary>Whoever writes a graph may be killed at any moment: the old file is there, or the new one.</summary>
public sealed class KilledWriterTests : IDisposable
{
    private const int Kills = 8;

    private readonly GraphFolder _graphs = new();

    public void Dispose() => _graphs.Dispose();

    [Fact]
    public async Task A_kill_leaves_the_old_file_or_the_new_one()
    {
        string old = _graphs.Run("old", "a b"), output = _graphs.Path("out.lockgraph");
        string script = string.Join("; ", Enumerable.Range(0, 400).Select(static i => $"lock{i} lock{i + 1} lock{i + 2}"));
        string fresh = _graphs.Run("new", script);
        byte[] before = File.ReadAllBytes(old), after = File.ReadAllBytes(fresh);
        var random = new Random(1);
        TimeSpan whole = await Write(fresh, output, limit: null);
        for (int i = 0; i < Kills; i++)
        {
            File.WriteAllBytes(output, before);
            await Write(fresh, output, whole * (0.3 + (0.8 * random.NextDouble())));

            byte[] left = File.ReadAllBytes(output);
            (left.AsSpan().SequenceEqual(before) || left.AsSpan().SequenceEqual(after)).Should().BeTrue("kill {0} left {1} bytes", i, left.Length);
        }
    }

    /// <summary>Runs a merge of one file; killed at the limit.</summary>
    private static async Task<TimeSpan> Write(string input, string output, TimeSpan? limit)
    {
        var watch = Stopwatch.StartNew();
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(CommandLine).Assembly.Location, "merge", input, "-o", output]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        using var timer = new CancellationTokenSource(limit ?? TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(timer.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        return watch.Elapsed;
    }
}
