using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace LockValidator.Benchmarks;

/// <summary>The quick table: every row measured in this process, but for those with validation off, which need one of their own.</summary>
internal static class QuickTable
{
    public static int RunAll(string[] args)
    {
        List<string> lines = Run(Rows.All().Concat(Rows.Others()), args);
        lines.AddRange(RunOff(args));
        bool complete = !args.Contains("--smoke") && !args.Any(static a => !a.StartsWith('-'));
        if (complete)
        {
            Write(lines);
        }

        return lines.Count > 0 ? 0 : 1;
    }

    /// <summary>Measures rows and prints each as soon as it is known.</summary>
    public static List<string> Run(IEnumerable<Row> rows, string[] args)
    {
        string only = args.FirstOrDefault(static a => !a.StartsWith('-')) ?? "";
        bool smoke = args.Contains("--smoke");
        var lines = new List<string>();
        foreach (Row row in rows.Where(r => $"{r.Group} {r.Name}".Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            Measurement m = Interleaved.Measure(row, smoke ? 3 : 101, smoke ? 0.2 : 1, warm: !smoke);
            lines.Add(LineOf(row, m));
            Console.WriteLine(lines[^1]);
        }

        return lines;
    }

    private static string LineOf(Row row, Measurement m)
    {
        string limits = row.Must == 0 ? "- | -" : Text($"{row.Must:0.00} | {row.Aim:0.00}");
        string verdict = row.Must == 0 ? Text($"{m.Watched - m.Bare:+0;-0} ns, {m.WatchedBytes - m.BareBytes:+0;-0;0} B") : m.Ratio <= row.Must ? "met" : "**missed**";
        return Text($"| {row.Group} | {row.Name} | {limits} | {m.Ratio:0.00} | {m.LowRatio:0.00} | {m.Bare:0.0} | {m.Watched:0.0} | {m.WatchedBytes:0.#} | {verdict} |");
    }

    private static List<string> RunOff(string[] args)
    {
        // Also where it was started as "dotnet LockValidator.Benchmarks.dll".
        string[] itself = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(QuickTable).Assembly.Location] : [];
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. itself, .. args.Where(static a => a != "--quick"), "--off"]) { RedirectStandardOutput = true };
        start.Environment["LOCKVALIDATION"] = "0";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Console.Write(output);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The rows with validation off were not measured: exit code {process.ExitCode}.");
        }

        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => line.StartsWith('|'))];
    }

    private static void Write(List<string> lines)
    {
        var text = new StringBuilder();
        text.AppendLine("# Results").AppendLine();
        text.AppendLine(Text($"Quick mode (`--quick`), {DateTime.UtcNow:yyyy-MM-dd}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores.")).AppendLine();
        text.AppendLine("Both sides of a row run in turn in one process; 101 windows of 1 ms each. \"ratio\" is that of the medians, \"low\" that of the lower quartiles, which is firmer on a machine that does other work. Nanoseconds per pair are medians. New dependencies: RESULTS.Graphs.md. Bad rows stay in the table.").AppendLine();
        text.AppendLine("| what | how | must | aim | ratio | low | bare ns | validated ns | validated B | |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|");
        lines.ForEach(line => text.AppendLine(line.TrimEnd()));
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "LockValidator.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        File.WriteAllText(Path.Combine(folder ?? ".", folder is null ? "RESULTS.md" : "benchmarks/RESULTS.md"), text.ToString());
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
