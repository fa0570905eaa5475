using System.Runtime.CompilerServices;
using FluentAssertions;

namespace LockValidator.Core.Tests;

/// <summary>Files beside the tests that hold what a report must be, exactly. <c>ACCEPT_GOLDEN=1</c> rewrites them.</summary>
internal static class GoldenFile
{
    public static string Folder { get; } = Path.Combine(SourceFolder(), "Golden");

    public static void ShouldMatch(string report, string name)
    {
        string path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            File.WriteAllText(path, report);
            return;
        }

        File.Exists(path).Should().BeTrue("{0} holds the accepted report; ACCEPT_GOLDEN=1 writes it", name);
        report.Should().Be(Read(name), "{0} holds the accepted report; ACCEPT_GOLDEN=1 rewrites it", name);
    }

    /// <summary>The file's text, whatever line ends a check-out gave it.</summary>
    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name)).ReplaceLineEndings("\n");

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
