using System.Diagnostics;

namespace LockValidator.Tests;

/// <summary>What a program of ours did in a process of its own.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs it, validated, with a time limit.</summary>
    /// <param name="program">The assembly.</param>
    /// <param name="graph">Where it is to leave its graph; null: nowhere.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<ProgramRun> Of(string program, string? graph, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LOCKVALIDATION"] = "1";
        start.Environment["LOCKVALIDATION_REPORT"] = "findings";
        start.Environment["LOCKVALIDATION_OUT"] = graph;
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        try
        {
            await Task.WhenAll(output, error, process.WaitForExitAsync()).WaitAsync(RealThreads.Limit);
            return new ProgramRun(process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
