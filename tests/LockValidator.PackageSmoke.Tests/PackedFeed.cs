using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LockValidator.PackageSmoke.Tests;

/// <summary>The packages, packed once into a folder feed, and copies of the consumers outside the tree that are built against them.</summary>
public sealed class PackedFeed : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    // Not a preview: what "dotnet add package" takes without being told more. Its package folder is its own, so nothing mixes.
    private const string Version = "0.1.0";

    private static readonly string[] s_packages =
        ["LockValidator.Core", "LockValidator", "LockValidator.Testing", "LockValidator.Xunit", "LockValidator.FluentAssertions", "LockValidator.Hosting", "LockValidator.AspNetCore"];

    private readonly List<string> _users = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("lockvalidator-smoke-").FullName;

    public PackedFeed()
    {
        foreach (string project in s_packages)
        {
            Dotnet(Root(), "pack", $"src/{project}/{project}.csproj", "-c", "Release", "-o", Path.Combine(_folder, "feed"), $"-p:PackageVersion={Version}");
        }

        Copy("Consumers", _folder);

        // A package folder of its own: nothing of this run stays in the machine's cache, and none of another run's is taken.
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), """
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="feed" value="feed" /></packageSources>
            </configuration>
            """);
    }

    /// <summary>A folder as a new user's: his own projects, his machine's package sources, and ours beside them.</summary>
    /// <returns>The folder.</returns>
    public string NewUser(params string[] projects)
    {
        string folder = Directory.CreateTempSubdirectory("lockvalidator-user-").FullName;
        _users.Add(folder);
        foreach (string project in projects)
        {
            Copy(Path.Combine("NewUser", project), Path.Combine(folder, project));
        }

        string known = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set ? set : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Directory.CreateDirectory(known);
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><add key="feed" value="{Path.Combine(_folder, "feed")}" /></packageSources>
              <fallbackPackageFolders><add key="known" value="{known}" /></fallbackPackageFolders>
            </configuration>
            """);
        return folder;
    }

    /// <summary>Runs one line of a shell in a folder.</summary>
    /// <returns>The exit code, and what was printed on both streams.</returns>
    public static (int ExitCode, string Output) Shell(string folder, string line) => Run("bash", folder, "-c", line);

    /// <summary>Builds a consumer; warnings are errors there.</summary>
    /// <returns>The output folder.</returns>
    public string Build(string project, params string[] properties)
    {
        Dotnet(_folder, ["build", $"{project}/{project}.csproj", $"-p:LockValidatorVersion={Version}", .. properties]);
        return Path.Combine(_folder, project, "bin", "Debug", "net10.0");
    }

    /// <summary>Publishes a consumer with the properties of its project alone.</summary>
    /// <returns>The published folder.</returns>
    public string Publish(string project)
    {
        string published = Path.Combine(_folder, project, "published");
        Dotnet(_folder, "publish", $"{project}/{project}.csproj", "-c", "Debug", "-o", published, $"-p:LockValidatorVersion={Version}");
        return published;
    }

    /// <summary>Tries to build a consumer that must not build.</summary>
    /// <returns>What the build printed.</returns>
    public string FailToBuild(string project, params string[] properties)
    {
        (int exitCode, string output) = Run(_folder, ["build", $"{project}/{project}.csproj", $"-p:LockValidatorVersion={Version}", .. properties]);
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

    public void Dispose()
    {
        foreach (string folder in _users.Append(_folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Copy(string from, string to)
    {
        string folder = Path.Combine(Root(), "tests", "LockValidator.PackageSmoke.Tests", from);
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static void Dotnet(string folder, params string[] arguments)
    {
        // Build servers would outlive the test and keep its output open.
        (int exitCode, string output) = Run(folder, [.. arguments, "-nodeReuse:false", "-p:UseSharedCompilation=false"]);
        exitCode.Should().Be(0, "dotnet {0} must succeed:\n{1}", string.Join(' ', arguments), output);
        output.Should().NotContain("warning ", "{0}", output);
    }

    private static (int ExitCode, string Output) Run(string folder, params string[] arguments) => Run("dotnet", folder, arguments);

    private static (int ExitCode, string Output) Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
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
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end.");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }

    public static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
