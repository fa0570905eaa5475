using System.Globalization;
using System.Text.RegularExpressions;

namespace LockValidator.Xunit.Tests;

/// <summary>200 test classes run in parallel, 20 of which break a rule.</summary>
public sealed partial class SoakTests
{
    private static readonly string[] s_alone =
    [
        "Rows1", "Rows2", "Rows3", "Rows4", "Async1", "Async2", "Async3", "Constructor1", "Constructor2", "Constructor3", "Initialize1", "Initialize2", "Initialize3", "Dispose1", "Fixture1",
    ];

    /// <summary>More often by <c>tests/xunit-soak.sh</c>.</summary>
    private static readonly int s_times = int.Parse(Environment.GetEnvironmentVariable("LOCKVALIDATOR_SOAK") ?? "1", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Exactly_the_twenty_faulty_classes_fail_and_each_names_its_own_locks()
    {
        for (int i = 0; i < s_times; i++)
        {
            SubjectRun run = await SubjectRun.Of("Soak");

            run.ExitCode.Should().Be(1);
            run.Results.Select(static result => result.Class).Distinct().Should().HaveCount(200);
            string[] failed = run.Failed.Select(static result => result.Class).Distinct().ToArray();
            failed.Should().HaveCount(20);
            failed.Where(static name => !name.StartsWith("Pair", StringComparison.Ordinal)).Should().BeEquivalentTo(s_alone);
            failed.Where(static name => name.StartsWith("Pair", StringComparison.Ordinal)).Select(static name => name[..5]).Should().BeEquivalentTo("Pair1", "Pair2", "Pair3", "Pair4", "Pair5");

            foreach (SubjectResult result in run.Failed)
            {
                string own = result.Class.StartsWith("Pair", StringComparison.Ordinal) ? result.Class[..5] + "Key" : result.Class;
                Named().Matches(result.Message).Select(static match => match.Value).Distinct().Should().Equal("Fault." + own);
                result.Message.Should().Contain("LV0001 CircularDependency");
            }

            run.Failed.Where(static result => result.Class.StartsWith("Rows", StringComparison.Ordinal)).Should().HaveCount(12, "each row of a theory fails anew");
            foreach (SubjectResult result in run.Failed.Where(static result => result.Class.StartsWith("Pair", StringComparison.Ordinal)))
            {
                result.Message.Should().Contain($"{result.Class[..5]}One.Takes_x_then_y").And.Contain($"{result.Class[..5]}Other.Takes_y_then_x").And.Contain("each alone may pass");
            }
        }
    }

    [GeneratedRegex(@"Fault\.\w+")]
    private static partial Regex Named();
}
