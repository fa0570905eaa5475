using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Rules;

/// <summary>A lock whose class was unregistered while it was held.</summary>
public sealed class ForgottenTests
{
    private readonly LockChecker _checker = new(new LockCheckerOptions { Stacks = StackMode.Off });
    private readonly LockClass _class = new("a");
    private readonly LockMap _other = new(new LockClass("b"));

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void Makes_no_more_dependencies_though_its_class_is_met_anew(bool unregister, int dependencies)
    {
        var flow = new LockFlow(_checker, "one");
        var held = new LockMap(_class);
        flow.Acquire(in held);
        if (unregister)
        {
            _checker.Unregister(_class);
        }

        var fresh = new LockMap(_class);
        var two = new LockFlow(_checker, "two");
        two.Acquire(in fresh);
        two.Release(in fresh);
        flow.Acquire(in _other);

        _checker.Snapshot().Dependencies.Should().HaveCount(dependencies);
    }
}
