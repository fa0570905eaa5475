namespace LockValidator.Conformance.Tests;

/// <summary>The recorded verdicts of the Linux kernel's validator, and ours. Where they differ on purpose, the data says so (<c>exact</c>).</summary>
public sealed class ConformanceTests
{
    private const int ShownDisagreements = 20;

    [Theory]
    [InlineData("selftest", 752)]
    [InlineData("seed", 20)]
    [InlineData("special", 793)]
    [InlineData("fuzz", 21_639)]
    [InlineData("beyond-kernel", 37)]
    public void Every_scenario_has_the_verdict_that_it_gives(string name, int count)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };

        int code = CommandLine.Run(["replay", "--expect", DataFile(name)], new ReplayConsole(Stream.Null, output, error, IsErrorTerminal: false, TimeProvider.System));

        error.ToString().Should().BeEmpty();
        output.ToString().Should().Be($"agree {count} of {count}\n", "the first disagreements are\n{0}", First(output.ToString()));
        code.Should().Be(ExitCodes.Clean);
    }

    internal static string DataFile(string name) => Path.Combine(AppContext.BaseDirectory, "Data", name + ".jsonl.gz");

    /// <summary>A disagreement begins at the margin, its details are indented.</summary>
    private static string First(string output) => string.Join('\n', output.Split('\n')
        .Where(static line => line.Length > 0)
        .Aggregate(new List<string>(), static (blocks, line) =>
        {
            if (line[0] == ' ' && blocks.Count > 0)
            {
                blocks[^1] += "\n" + line;
            }
            else
            {
                blocks.Add(line);
            }

            return blocks;
        })
        .Take(ShownDisagreements));
}
