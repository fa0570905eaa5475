namespace LockValidator.Stress.Tests;

/// <summary>What a plug-in does: run in an assembly of its own that is to be unloaded.</summary>
public static class CollectibleWork
{
    private static readonly LockClass s_outer = new("plug-in outer", order: static (a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));

    /// <summary>Takes locks in both orders, so that there are classes, witnesses with stacks, and a finding.</summary>
    public static int Run(LockChecker checker)
    {
        ArgumentNullException.ThrowIfNull(checker);
        var flow = new LockFlow(checker, "plug-in");
        LockMap outer = new(s_outer, owner: "one"), inner = new(LockClass.ForSite(LockKind.Sleeping, null, "/src/CollectibleWork.cs", 10, nameof(Run)));
        Nest(flow, in outer, in inner);
        Nest(flow, in inner, in outer);
        return checker.Violations.Count;
    }

    private static void Nest(LockFlow flow, in LockMap outer, in LockMap inner)
    {
        flow.Acquire(in outer);
        flow.Acquire(in inner);
        flow.Release(in inner);
        flow.Release(in outer);
    }
}
