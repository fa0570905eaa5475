using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LockValidator.Tests;

/// <summary>The small samples: what they print is what they are there to show, and they stay small.</summary>
public sealed partial class SampleProgramTests
{
    [Theory]
    [InlineData("Bank", "1. LV0001 2. nothing to report 3. LV0003 LV0003 4. nothing to report")]
    [InlineData("SpinThenBlock", "1. LV0004 2. 3. LV0004 4.")]
    [InlineData("CustomLock", "nothing to report LV0001 orders is held here")]
    [InlineData("AsyncCache", "1. green 2. LV0002 refused: Recursion 3. a pot of green")]
    public async Task A_sample_finds_what_it_is_about_and_nothing_in_its_fix(string sample, string marks)
    {
        (string output, string error) = await Program(Path.Combine(AppContext.BaseDirectory, sample + ".dll"));

        string.Join(' ', Marks().Matches(output).Select(static match => match.Value.TrimStart('\n'))).Should().Be(marks, "{0}", output);
        error.Should().BeEmpty();
    }

    [Fact]
    public async Task Bank_names_both_locks_and_both_orders()
    {
        (string output, _) = await Program(Path.Combine(AppContext.BaseDirectory, "Bank.dll"));

        output.Should().Contain("possible deadlock: account is acquired while ledger is held; the opposite order was seen before")
            .And.Contain("1  ledger -> account").And.Contain("2  account -> ledger").And.Contain("Bank.Transfer at Program.cs:");
    }

    [Fact]
    public async Task NoCodeChange_reports_to_standard_error_with_the_names_of_its_fields()
    {
        // Beside this test's own folder: artifacts/bin/PROJECT/CONFIGURATION.
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        string program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "NoCodeChange", configuration, "NoCodeChange.dll"));

        (string output, string error) = await Program(program);

        output.Should().BeEmpty();
        error.Should().Contain("possible deadlock: \"Store._orders").And.Contain("Store._stock").And.Contain("Store.s_printer");
        Regex.Count(error, "^LV0001 CircularDependency", RegexOptions.Multiline).Should().Be(2);
    }

    [Theory]
    [InlineData("AsyncCache")]
    [InlineData("Bank")]
    [InlineData("CustomLock")]
    [InlineData("NoCodeChange")]
    [InlineData("QuickStart")]
    [InlineData("SpinThenBlock")]
    [InlineData("WebApp")]
    public void A_sample_is_short(string sample) =>
        File.ReadLines(Path.Combine(Samples(), sample, "Program.cs")).Count().Should().BeLessThan(80);

    [Theory]
    [InlineData("Bank", false)]
    [InlineData("NoCodeChange", true)]
    public async Task A_program_leaves_its_graph_where_the_environment_says(string sample, bool captured)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        string folder = captured ? Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", sample, configuration)) : AppContext.BaseDirectory;
        DirectoryInfo left = Directory.CreateTempSubdirectory("graph-");
        try
        {
            await Program(Path.Combine(folder, sample + ".dll"), Path.Combine(left.FullName, "new") + "/");

            string file = Directory.GetFiles(Path.Combine(left.FullName, "new")).Should().ContainSingle().Subject;
            Path.GetFileName(file).Should().MatchRegex($"^{sample}-[0-9]+\\.lockgraph$");
            LockGraph graph = LockGraph.Read(file);
            graph.IsNothingObserved.Should().BeFalse();
            graph.ClassCount.Should().BePositive();
        }
        finally
        {
            left.Delete(recursive: true);
        }
    }

    private static async Task<(string Output, string Error)> Program(string program, string? graph = null)
    {
        ProgramRun run = await ProgramRun.Of(program, graph);
        return (run.Output, run.Error);
    }

    private static string Samples([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "samples"));

    /// <summary>The numbered lines, the rules that were reported, and what else a sample says of its outcome.</summary>
    [GeneratedRegex(@"^\d\.|^LV\d{4}(?= )|nothing to report|^orders is held here|^green|^refused: \w+|^a pot of \w+", RegexOptions.Multiline)]
    private static partial Regex Marks();
}
