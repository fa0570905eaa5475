using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Rules;

/// <summary>A class first reached as a recursive reader is looked at again when it is reached without.</summary>
public sealed class StrongPathTests
{
    private readonly LockChecker _checker = new(new LockCheckerOptions { Stacks = StackMode.Off });
    private readonly LockMap _a = new(new LockClass("A"));
    private readonly LockMap _b = new(new LockClass("B"));
    private readonly LockMap _c = new(new LockClass("C"));
    private readonly LockMap _d = new(new LockClass("D"));

    [Fact]
    public void The_cycle_over_the_stronger_path_is_found_and_named()
    {
        Nest(_a, LockMode.Exclusive, _b, LockMode.SharedRecursive);
        Nest(_a, LockMode.Exclusive, _c, LockMode.Exclusive);
        Nest(_c, LockMode.Exclusive, _b, LockMode.Exclusive);
        Nest(_b, LockMode.Shared, _d, LockMode.Exclusive);
        Nest(_d, LockMode.Exclusive, _a, LockMode.Exclusive);

        _checker.Violations.Should().ContainSingle().Which.Cycle.Select(step => step.From.Name).Should().Equal("D", "A", "C", "B");
    }

    [Fact]
    public void Without_the_stronger_path_there_is_none()
    {
        Nest(_a, LockMode.Exclusive, _b, LockMode.SharedRecursive);
        Nest(_b, LockMode.Shared, _d, LockMode.Exclusive);
        Nest(_d, LockMode.Exclusive, _a, LockMode.Exclusive);

        _checker.Violations.Should().BeEmpty();
    }

    private void Nest(LockMap first, LockMode how, LockMap second, LockMode then)
    {
        var flow = new LockFlow(_checker, "flow");
        flow.Acquire(in first, new AcquireOptions(how));
        flow.Acquire(in second, new AcquireOptions(then));
        flow.Release(in second);
        flow.Release(in first);
    }
}
