using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LockValidator.FluentAssertions.Tests;

/// <summary>The code in the documents is code that is compiled and run.</summary>
public sealed class DocumentationTests
{
    [Theory]
    [InlineData("docs/testing.md")]
    [InlineData("src/LockValidator.Xunit/README.md")]
    [InlineData("src/LockValidator.FluentAssertions/README.md")]
    public void Each_block_of_code_stands_in_a_source_file(string document)
    {
        string[] sources = Directory.GetFiles(Path.Combine(Root(), "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Select(static file => Plain(File.ReadAllText(file)))
            .ToArray();
        List<string> blocks = Regex.Matches(File.ReadAllText(Path.Combine(Root(), document)), "```csharp\n(.*?)\n```", RegexOptions.Singleline)
            .Select(static match => Plain(match.Groups[1].Value))
            .ToList();

        blocks.Should().NotBeEmpty();
        foreach (string block in blocks)
        {
            sources.Should().Contain(source => source.Contains(block, StringComparison.Ordinal), "{0} shows it:\n{1}", document, block);
        }
    }

    /// <summary>Without indentation.</summary>
    private static string Plain(string code) => string.Join('\n', code.Split('\n').Select(static line => line.Trim()));

    private static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
