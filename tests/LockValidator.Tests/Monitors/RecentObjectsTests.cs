using System.Runtime.CompilerServices;
using FluentAssertions;
using LockValidator.Interception;
using Xunit;

namespace LockValidator.Tests;

/// <summary>What a thread remembers of the objects that it locked lately: found again after they moved, and not kept for long.</summary>
public sealed class RecentObjectsTests
{
    private const int MaxCollections = 20;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_object_that_was_locked_often_is_collected_once_nobody_else_has_it(bool captured)
    {
        WeakReference locked = LockOften(captured);
        int collections = 0;
        for (; locked.IsAlive && collections < MaxCollections; collections++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        locked.IsAlive.Should().BeFalse();
        collections.Should().BePositive("the thread that remembers it is still there");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Objects_that_the_collector_moves_while_they_are_held_are_released_as_the_same_locks(bool captured)
    {
        using var scope = LockScope.Begin(ownGraph: true);
        object[] locks = [.. Enumerable.Range(0, 50).Select(static _ => new object())];
        for (int round = 0; round < 3; round++)
        {
            foreach (object each in locks)
            {
                Enter(each, captured);
                GC.Collect(0);
                LockFlow.Current.Held.Should().ContainSingle();
                Exit(each, captured);
                LockFlow.Current.Held.Should().BeEmpty();
            }
        }

        scope.Violations.Should().BeEmpty();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LockOften(bool captured)
    {
        object locked = new();
        for (int i = 0; i < 10; i++)
        {
            Enter(locked, captured);
            Exit(locked, captured);
        }

        return new WeakReference(locked);
    }

    private static void Enter(object obj, bool captured)
    {
        if (captured)
        {
            MonitorCapture.Enter(obj);
        }
        else
        {
            ValidatedMonitor.Enter(obj);
        }
    }

    private static void Exit(object obj, bool captured)
    {
        if (captured)
        {
            MonitorCapture.Exit(obj);
        }
        else
        {
            ValidatedMonitor.Exit(obj);
        }
    }
}
