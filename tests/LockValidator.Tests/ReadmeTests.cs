using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LockValidator.Tests;

/// <summary>What the README shows is what the samples are and print.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void Its_code_is_that_of_a_sample()
    {
        string[] sources = Directory.GetFiles(Path.Combine(Root(), "samples"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToArray();

        foreach (string block in Blocks("csharp"))
        {
            sources.Should().Contain(source => AnyThread(source).Contains(block, StringComparison.Ordinal), "the README shows it:\n{0}", block);
        }
    }

    [Fact]
    public async Task Its_report_is_what_the_sample_prints()
    {
        string printed = await Run("exec", Path.Combine(AppContext.BaseDirectory, "QuickStart.dll"));

        Blocks("text").Should().ContainSingle().Which.Should().Be(AnyThread(printed).TrimEnd());
    }

    [Fact]
    public void Its_commands_name_what_is_there()
    {
        foreach (string argument in Blocks("sh").SelectMany(block => block.Split('\n', ' ')).Where(static word => OfRepository().IsMatch(word)))
        {
            Path.Exists(Path.Combine(Root(), argument)).Should().BeTrue("the README says '{0}'", argument);
        }
    }

    private static List<string> Blocks(string language)
    {
        string readme = File.ReadAllText(Path.Combine(Root(), "README.md"));
        List<string> blocks = Regex.Matches(readme, $"```{language}\n(.*?)\n```", RegexOptions.Singleline).Select(match => AnyThread(match.Groups[1].Value)).ToList();
        return blocks.Count > 0 ? blocks : throw new InvalidOperationException($"The README has no {language} block.");
    }

    /// <summary>Which pool threads run the two tasks is chance, one or two, and so is the width of the column that names them.</summary>
    private static string AnyThread(string text) =>
        Widths().Replace(PoolThread().Replace(text, "pool thread N").Replace("another like 1", "\"pool thread N\"", StringComparison.Ordinal), static run => run.Value[..2]);

    private static async Task<string> Run(params string[] arguments)
    {
        using Process sample = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, Environment = { ["LOCKVALIDATION"] = "1" } })!;
        return await sample.StandardOutput.ReadToEndAsync().WaitAsync(RealThreads.Limit);
    }

    private static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));

    [GeneratedRegex("^(src|samples|tests|docs|benchmarks)/")]
    private static partial Regex OfRepository();

    [GeneratedRegex("pool thread [0-9]+")]
    private static partial Regex PoolThread();

    [GeneratedRegex(" {2,}|-{2,}")]
    private static partial Regex Widths();
}
