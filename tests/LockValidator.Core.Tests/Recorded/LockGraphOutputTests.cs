using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Recorded;

/// <summary>Where a process leaves its graph. That it does is tested with the samples.</summary>
public sealed class LockGraphOutputTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Without_a_path_nothing_is_written(string? variable)
    {
        LockGraphOutput.PathOf(variable).Should().BeNull();
        LockGraphOutput.Path.Should().BeNull("this test runs without the variable");
        LockGraphOutput.Write().Should().BeNull();
    }

    [Fact]
    public void A_file_is_taken_as_it_is_and_a_folder_gets_a_file_for_each_process()
    {
        using var file = new TemporaryFile();
        string own = $"-{Environment.ProcessId}.lockgraph";

        LockGraphOutput.PathOf(file.Path).Should().Be(file.Path);
        LockGraphOutput.PathOf("here.graph").Should().Be(Path.GetFullPath("here.graph"));
        LockGraphOutput.PathOf(file.Folder).Should().StartWith(file.Folder + Path.DirectorySeparatorChar).And.EndWith(own);
        LockGraphOutput.PathOf(Path.Combine(file.Folder, "new") + "/").Should().StartWith(Path.Combine(file.Folder, "new")).And.EndWith(own);
        LockGraphOutput.PathOf(Path.Combine(file.Folder, "{name}.{pid}.x")).Should().EndWith($".{Environment.ProcessId}.x").And.NotContain("{");
    }

    [Fact]
    public void A_checker_of_the_programs_own_leaves_its_graph_where_it_is_told_to()
    {
        using var file = new TemporaryFile();
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        var kept = new LockClass("kept");

        using (LockGraphOutput.Start(file.Path, checker))
        {
            var flow = new LockFlow(checker, "1");
            flow.Acquire(new LockMap(kept), default);
            File.Exists(file.Path).Should().BeFalse("it is written at the end");
        }

        LockGraph.Read(file.Path).Classes.Should().ContainSingle().Which.Name.Should().Be("kept");
        GC.KeepAlive(kept);
    }

    [Fact]
    public void A_graph_that_cannot_be_written_is_a_failure_of_the_checker_and_of_nobody_else()
    {
        using var file = new TemporaryFile();
        File.WriteAllText(file.Path, "no folder");
        using var checker = new LockChecker();

        LockGraphOutput.Start(Path.Combine(file.Path, "run.lockgraph"), checker).Dispose();
        checker.Statistics.InternalFailures.Should().Be(1);
        checker.Invoking(static each => LockGraphOutput.Start(" ", each)).Should().Throw<ArgumentException>();
    }
}
