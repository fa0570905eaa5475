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
}
