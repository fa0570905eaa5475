using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Rules;

/// <summary>Cycles with something that is waited for in them.</summary>
public sealed class WaitCycleTests
{
    [Theory]
    [InlineData("1: W A; 2: A W", "CircularWait")]
    [InlineData("1: A W; 2: W A", "CircularWait")]
    [InlineData("1: W B; 2: A W; 3: B A", "CircularWait")]
    [InlineData("1: W B; 2: A W", "")]
    [InlineData("1: A B; 2: B A", "CircularDependency")]
    public void A_cycle_through_a_wait_is_a_kind_of_its_own(string plays, string found)
    {
        var script = new Script("W=wait");

        foreach (string play in plays.Split("; "))
        {
            script.Play(play);
        }

        Script.KindsOf(script.Reported).Should().Be(found);
    }

    [Fact]
    public void A_cycle_through_a_wait_does_not_hide_one_of_locks_alone()
    {
        var script = new Script("W=wait");
        script.Play("1: W B");
        script.Play("2: A W");

        Script.KindsOf(script.Play("3: B A")).Should().Be("CircularWait");
        Script.KindsOf(script.Play("4: A B")).Should().Be("CircularDependency");
        Script.KindsOf(script.Play("2: A W")).Should().Be("CircularWait", "the wait beside the order is told again");
    }
}
