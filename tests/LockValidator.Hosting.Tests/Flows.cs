using System.Collections.Concurrent;

namespace LockValidator.Hosting.Tests;

/// <summary>Plays acquisitions without threads.</summary>
internal static class Flows
{
    // A class that nobody can reach may be collected, and then goes from the graph; a program's are in the fields that hold its locks.
    private static readonly ConcurrentBag<LockClass> s_kept = [];

    /// <summary>A class as a field of a type makes it.</summary>
    public static LockClass ClassOf(string type, string name = "gate") => LockClass.ForResolvedSite($"{type}.{name}", $"Shop!{type}.{name}#0", LockKind.Sleeping);

    /// <summary>Both orders of two locks: LV0001.</summary>
    public static void Invert(this LockChecker checker, LockClass first, LockClass second)
    {
        checker.Take(first, second);
        checker.Take(second, first);
    }

    public static void Take(this LockChecker checker, LockClass first, LockClass second)
    {
        s_kept.Add(first);
        s_kept.Add(second);
        var flow = new LockFlow(checker, "worker");
        var outer = new LockMap(first);
        var inner = new LockMap(second);
        flow.Acquire(outer, default);
        flow.Acquire(inner, default);
        flow.Release(inner);
        flow.Release(outer);
        flow.End();
    }

    /// <summary>A release of what is not held: LV0008.</summary>
    public static void ReleaseUnheld(this LockChecker checker, LockClass type)
    {
        var flow = new LockFlow(checker, "worker");
        flow.Release(new LockMap(type));
        flow.End();
    }
}
