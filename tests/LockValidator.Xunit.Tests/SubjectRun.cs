using System.Diagnostics;
using System.Reflection;
using System.Xml.Linq;

namespace LockValidator.Xunit.Tests;

/// <summary>A run of test classes that exist to be run here, in a process of its own, as <c>dotnet test</c> runs them.</summary>
internal sealed record SubjectRun(int ExitCode, string Output, IReadOnlyList<SubjectResult> Results)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    /// <summary>What the run has left beside the test assembly.</summary>
    public string Observed { get; private init; } = "";

    /// <summary>The graph that the run has left; null if it left none.</summary>
    public LockGraph? Graph { get; private init; }

    public IEnumerable<SubjectResult> Failed => Results.Where(static result => result.HasFailed);

    public static Task<SubjectRun> Of(string filter, bool validation = true, string? baseline = null) => Of("LockValidator.Xunit.Subjects", "Subjects." + filter, validation, baseline);

    public static async Task<SubjectRun> Of(string project, string filter, bool validation, string? baseline = null)
    {
        string assembly = typeof(SubjectRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static each => each.Key == "Binaries").Value!
            .Replace("*", project, StringComparison.Ordinal);
        string folder = Directory.CreateTempSubdirectory("subjects").FullName;
        string file = Path.Combine(folder, LockBaseline.UsualFileName);
        try
        {
            if (baseline is not null)
            {
                await File.WriteAllTextAsync(file, baseline);
            }

            var start = new ProcessStartInfo("dotnet", ["vstest", assembly, "--TestCaseFilter:FullyQualifiedName~" + filter, "--logger:trx;LogFileName=run.trx", "--ResultsDirectory:" + folder])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["LOCKVALIDATION"] = validation ? "1" : "0",
                    [LockBaseline.Variable] = baseline is null ? "" : file,
                    ["LOCKVALIDATION_OUT"] = Path.Combine(folder, "run.lockgraph"),

                    // Tests that are not run are discovered all the same: these can ask what the run is of.
                    ["SUBJECTS"] = filter,
                },
            };
            using Process process = Process.Start(start)!;
            using var limit = new CancellationTokenSource(s_limit);
            try
            {
                Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
                string output = await process.StandardOutput.ReadToEndAsync(limit.Token) + await errors;
                await process.WaitForExitAsync(limit.Token);
                string observed = Path.Combine(Path.GetDirectoryName(assembly)!, "LockValidator.observed.txt");
                return new SubjectRun(process.ExitCode, output, Read(Path.Combine(folder, "run.trx"))) 
                {
                    Observed = File.Exists(observed) ? await File.ReadAllTextAsync(observed) : "",
                    Graph = File.Exists(Path.Combine(folder, "run.lockgraph")) ? LockGraph.Read(Path.Combine(folder, "run.lockgraph")) : null,
                };
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<SubjectResult> Read(string trx)
    {
        XDocument document = XDocument.Load(trx);
        XNamespace n = document.Root!.Name.Namespace;
        Dictionary<string, string> classes = document.Descendants(n + "UnitTest").ToDictionary(
            static test => test.Attribute("id")!.Value,
            test => test.Element(n + "TestMethod")!.Attribute("className")!.Value);
        return document.Descendants(n + "UnitTestResult").Select(result => new SubjectResult(
            classes[result.Attribute("testId")!.Value].Split('.')[^1],
            result.Attribute("testName")!.Value,
            result.Attribute("outcome")!.Value == "Failed",
            result.Descendants(n + "Message").FirstOrDefault()?.Value ?? "")).ToList();
    }
}
