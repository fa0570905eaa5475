using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LockValidator.PackageSmoke.Tests;

/// <summary>The packages, packed once into a folder feed, and copies of the consumers outside the tree that are built against them.</summary>
public sealed class PackedFeed : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("lockvalidator-smoke-").FullName;
    private readonly string _version = $"0.1.0-smoke.{Guid.NewGuid():N}";

    public PackedFeed()
    {
        foreach (string project in new[] { "LockValidator.Core", "LockValidator" })
        {
            Dotnet(Root(), "pack", $"src/{project}/{project}.csproj", "-c", "Release", "-o", Path.Combine(_folder, "feed"), $"-p:PackageVersion={_version}");
        }

        string consumers = Path.Combine(Root(), "tests", "LockValidator.PackageSmoke.Tests", "Consumers");
        foreach (string file in Directory.GetFiles(consumers, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(_folder, Path.GetRelativePath(consumers, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        // A package folder of its own: nothing of this run stays in the machine's cache, and none of another run's is taken.
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), """
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="feed" value="feed" /></packageSources>
            </configuration>
            """);
    }

    /// <summary>Builds a consumer; warnings are errors there.</summary>
    /// <returns>The output folder.</returns>
    public string Build(string project, params string[] properties)
    {
        Dotnet(_folder, ["build", $"{project}/{project}.csproj", $"-p:LockValidatorVersion={_version}", .. properties]);
        return Path.Combine(_folder, project, "bin", "Debug", "net10.0");
    }

    /// <summary>Publishes a consumer with the properties of its project alone.</summary>
    /// <returns>The published folder.</returns>
    public string Publish(string project)
    {
        string published = Path.Combine(_folder, project, "published");
        Dotnet(_folder, "publish", $"{project}/{project}.csproj", "-c", "Debug", "-o", published, $"-p:LockValidatorVersion={_version}");
        return published;
    }

    /// <summary>Tries to build a consumer that must not build.</summary>
    /// <returns>What the build printed.</returns>
    public string FailToBuild(string project, params string[] properties)
    {
        (int exitCode, string output) = Run(_folder, ["build", $"{project}/{project}.csproj", $"-p:LockValidatorVersion={_version}", .. properties]);
        exitCode.Should().NotBe(0, "{0}", output);
        return output;
    }

    /// <summary>Runs a built consumer.</summary>
    /// <returns>What it printed, both streams.</returns>
    public string Execute(string outputFolder, string program, params string[] arguments)
    {
        (int exitCode, string output) = Run(_folder, ["exec", Path.Combine(outputFolder, program + ".dll"), .. arguments]);
        exitCode.Should().Be(0, "{0}", output);
        return output;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Dotnet(string folder, params string[] arguments)
    {
        // Build servers would outlive the test and keep its output open.
        (int exitCode, string output) = Run(folder, [.. arguments, "-nodeReuse:false", "-p:UseSharedCompilation=false"]);
        exitCode.Should().Be(0, "dotnet {0} must succeed:\n{1}", string.Join(' ', arguments), output);
        output.Should().NotContain("warning ", "{0}", output);
    }

    private static (int ExitCode, string Output) Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(static key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || key.StartsWith("LOCKVALIDATION", StringComparison.Ordinal)).ToList())
        {
            // The test host's own build must not leak into this one.
            start.Environment.Remove(name);
        }

        start.Environment["LOCKVALIDATION_REPORT"] = "summary";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(s_limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', arguments)} did not end.");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }

    private static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
