using System.Collections.Concurrent;

namespace LockValidator.AspNetCore.Tests;

/// <summary>Plays acquisitions without threads.</summary>
internal static class Flows
{
    // A class that nobody can reach may be collected, and then goes from the graph; a program's are in the fields that hold its locks.
    private static readonly ConcurrentBag<LockClass> s_kept = [];

    // A flow that nobody can reach holds nothing any more.
    private static readonly ConcurrentBag<LockFlow> s_holding = [];

    public static LockClass Class(string name)
    {
        var made = new LockClass(name);
        s_kept.Add(made);
        return made;
    }

    public static void Take(this LockChecker checker, params LockClass[] order)
    {
        var flow = new LockFlow(checker, "worker");
        LockMap[] maps = [.. order.Select(static type => new LockMap(type))];
        foreach (LockMap map in maps)
        {
            flow.Acquire(map, default);
        }

        foreach (LockMap map in maps.Reverse())
        {
            flow.Release(map);
        }

        flow.End();
    }

    /// <summary>One flow has a lock that another one, which has one of its own, waits for.</summary>
    public static LockWait Contend(this LockChecker checker, string holder, string waiter, string awaited, string own)
    {
        LockMap queue = new(Class(awaited)), mine = new(Class(own));
        var other = new LockFlow(checker, holder);
        other.Acquire(queue, default);
        var flow = new LockFlow(checker, waiter);
        flow.Acquire(mine, default);
        flow.Acquire(queue, default);
        s_holding.Add(other);
        return flow.BeginWait(queue)!;
    }

    /// <summary>Two flows that wait for each other's lock: LV0030 after the limit.</summary>
    public static void Deadlock(this LockChecker checker, string one, string two, string first, string second)
    {
        LockMap a = new(Class(first)), b = new(Class(second));
        LockFlow left = new(checker, one), right = new(checker, two);
        left.Acquire(a, default);
        right.Acquire(b, default);
        left.Acquire(b, default);
        right.Acquire(a, default);
        left.BeginWait(b);
        right.BeginWait(a);
    }

    /// <summary>Both orders of two locks: LV0001.</summary>
    public static void Invert(this LockChecker checker, string first, string second)
    {
        LockClass a = Class(first), b = Class(second);
        checker.Take(a, b);
        checker.Take(b, a);
    }

    /// <summary>A graph of 5,000 classes and 20,000 dependencies, and one finding.</summary>
    public static LockChecker Big()
    {
        const int classes = 5_000;
        int[] strides = [1, 7, 61, 509];
        var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off });
        LockClass[] all = [.. Enumerable.Range(0, classes).Select(static i => LockClass.ForResolvedSite(
            $"Store{i % 100}.Shelf{i}._gate (Shelf{i}.cs:{(i % 90) + 10})", $"Shop!Shop.Store{i % 100}.Shelf{i}._gate#0", LockKind.Sleeping))];
        foreach (int stride in strides)
        {
            for (int i = 0; i + stride < classes; i++)
            {
                checker.Take(all[i], all[i + stride]);
            }
        }

        // What the strides lack at the end of the row.
        for (int i = 0; checker.Statistics.Dependencies < 20_000; i++)
        {
            checker.Take(all[i], all[i + 4_000]);
        }

        checker.Take(all[7], all[0]);
        foreach (LockClass type in all)
        {
            s_kept.Add(type);
        }

        return checker;
    }
}
