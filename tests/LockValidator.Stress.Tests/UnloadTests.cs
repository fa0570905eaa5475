using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using FluentAssertions;
using Xunit;

namespace LockValidator.Stress.Tests;

/// <summary>Code that can be unloaded is not kept by what a checker has learnt of it.</summary>
public sealed class UnloadTests
{
    [Theory]
    [InlineData(StackMode.Off)]
    [InlineData(StackMode.Caller)]
    [InlineData(StackMode.Full)]
    public void A_collectible_assembly_whose_locks_were_checked_unloads(StackMode stacks)
    {
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = stacks });
        WeakReference context = RunInContext(checker);
        for (int i = 0; i < 20 && context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        context.IsAlive.Should().BeFalse();
        checker.Violations.Should().ContainSingle("what was found stays");
        checker.Snapshot().Dependencies.Should().NotBeEmpty("and so does what was learnt");
    }

    [Fact]
    public void Classes_that_nobody_can_take_any_more_go_and_the_orders_through_them_stay()
    {
        const int Count = 20_000;
        using var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        LockClass first = new("first"), last = new("last");
        for (int i = 0; i < 20; i++)
        {
            TakeBetween(checker, first, last, Count / 20);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        checker.Statistics.Classes.Should().BeLessThan(Count / 4);
        var flow = new LockFlow(checker, "flow");
        LockMap before = new(first), after = new(last);
        flow.Acquire(in after);
        flow.Acquire(in before);
        checker.Violations.Should().ContainSingle().Which.Kind.Should().Be(ViolationKind.CircularDependency);
        GC.KeepAlive((first, last));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RunInContext(LockChecker checker)
    {
        var context = new AssemblyLoadContext("plug-in", isCollectible: true);
        Assembly copy = context.LoadFromAssemblyPath(typeof(UnloadTests).Assembly.Location);
        Type work = copy.GetType(typeof(CollectibleWork).FullName!, throwOnError: true)!;
        work.Should().NotBe(typeof(CollectibleWork), "it is a copy");
        work.GetMethod(nameof(CollectibleWork.Run))!.Invoke(null, [checker]).Should().Be(1);
        context.Unload();
        return new WeakReference(context);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TakeBetween(LockChecker checker, LockClass first, LockClass last, int count)
    {
        var flow = new LockFlow(checker, "flow");
        LockMap before = new(first), after = new(last);
        for (int i = 0; i < count; i++)
        {
            var map = new LockMap(new LockClass("dynamic"));
            flow.Acquire(in before);
            flow.Acquire(in map);
            flow.Release(in map);
            flow.Release(in before);
            flow.Acquire(in map);
            flow.Acquire(in after);
            flow.Release(in after);
            flow.Release(in map);
        }
    }
}
