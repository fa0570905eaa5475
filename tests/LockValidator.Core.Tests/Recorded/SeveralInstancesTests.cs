using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Recorded;

/// <summary>Of which classes an execution had several locks.</summary>
public sealed class SeveralInstancesTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(20_000)]
    public void What_was_noted_is_known_and_nothing_else(int executions)
    {
        const int Classes = 12;
        var random = new Random(executions);
        var several = new SeveralInstances(Classes);
        var noted = new HashSet<(int Type, int Execution)>();
        for (int i = 0; i < 300; i++)
        {
            (int type, int execution) = (random.Next(Classes - 1), random.Next(executions));
            several.Note(type, execution);
            noted.Add((type, execution));
        }

        for (int type = 0; type < Classes; type++)
        {
            several.InAny(type).Should().Be(noted.Any(each => each.Type == type));
            Enumerable.Range(0, executions).Where(execution => several.In(type, execution)).Should().Equal(noted.Where(each => each.Type == type).Select(static each => each.Execution).Order());
        }
    }
}
