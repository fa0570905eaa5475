using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

/// <summary>Work that a server hands over, on a thread that stays in the server's code.</summary>
public sealed class RunFollowedTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly LockChecker _checker = new();

    [Fact]
    public void A_lock_that_is_held_when_the_work_first_awaits_is_found()
    {
        Play(static map => map.Acquire()).Should().ContainSingle().Which.Should().Match<Violation>(
            static v => v.Kind == ViolationKind.InvalidWaitContext && v.Holding!.Class.Name == "page");
    }

    [Fact]
    public void One_released_before_it_awaits_is_fine()
    {
        Play(static map =>
        {
            map.Acquire();
            map.Release();
        }).Should().BeEmpty();
    }

    [Fact]
    public void A_lock_of_the_caller_is_the_callers_own_matter()
    {
        using IDisposable current = new LockFlow(_checker, "server").MakeCurrent();
        var map = new LockMap(new LockClass("server's"));
        map.Acquire();

        LockValidation.RunFollowed(static _ => Task.CompletedTask, 0).Should().BeSameAs(Task.CompletedTask);
        LockValidation.RunFollowed(static _ => Task.CompletedTask, 0).Should().BeSameAs(Task.CompletedTask);
        map.Release();

        _checker.Violations.Should().BeEmpty();
    }

    [Fact]
    public void What_was_left_behind_by_one_request_is_not_held_by_the_next()
    {
        using IDisposable current = new LockFlow(_checker, "server").MakeCurrent();
        var left = new LockMap(new LockClass("left"));
        var next = new LockMap(new LockClass("next"));

        LockValidation.RunFollowed(Hold, left);
        LockValidation.RunFollowed(
            static map =>
            {
                map.Acquire();
                map.Release();
                return Task.CompletedTask;
            },
            next);

        _checker.Violations.Should().ContainSingle();
        _checker.Snapshot().Dependencies.Should().BeEmpty();
    }

    private static Task Hold(LockMap map)
    {
        map.Acquire();
        return new TaskCompletionSource().Task;
    }

    /// <summary>The work's first part, which ends with an await of something that never comes.</summary>
    private IReadOnlyList<Violation> Play(Action<LockMap> part)
    {
        // A thread of its own: the mark stays in the context of the one who calls.
        var thread = new Thread(() =>
        {
            using IDisposable current = new LockFlow(_checker, "server").MakeCurrent();
            LockValidation.RunFollowed(
                static both =>
                {
                    both.part(both.map);
                    return new TaskCompletionSource().Task;
                },
                (part, map: new LockMap(new LockClass("page"))));
        });
        thread.Start();
        thread.Join(s_limit).Should().BeTrue();
        return _checker.Violations;
    }
}
