namespace LockValidator;

/// <summary>
/// Under a held nest lock, adjacent locks of one class are counted in one entry. The first merge makes two, each further one adds
/// its own count.
/// </summary>
internal static class NestMerge
{
    public static bool TryMerge(LockFlow flow, in LockMap map, LockClass type, int subclass, in AcquireOptions options, FindingList findings)
    {
        HeldLocks held = flow.HeldLocks;
        if (options.Nest.Instance == 0 || held.Depth == 0 || !held.Top.IsOf(type.Id, subclass) || held.Top.Bits.IsTransparent)
        {
            return false;
        }

        // The kernel counts such a merge silently and trips over it later: replays of its traces report it then.
        if (!flow.Checker.Options.KernelRules && (held.DetailOf(held.Depth)?.Nest.Instance ?? 0) == 0)
        {
            MapFindings.Add(flow, in map, ViolationKind.NestMergeWithoutNest, null,
                "the entry that this acquisition is counted in was taken without a nest lock, so nothing serialises it", findings, held.Depth);
        }

        Merge(held, references: 0);
        return true;
    }

    /// <summary>A renewed nested entry that now stands directly on another of its class.</summary>
    public static bool TryMergeRenewed(LockFlow flow, Acquisition a)
    {
        HeldLocks held = flow.HeldLocks;
        if (a.NestInstance == 0 || held.Depth == 0 || !held.Top.IsOf(a.ClassId, a.Subclass))
        {
            return false;
        }

        Merge(held, a.Detail?.References ?? 0);
        return true;
    }

    private static void Merge(HeldLocks held, int references)
    {
        HeldDetail detail = held.EnsureDetail(held.Depth);
        detail.References = Math.Max(1, detail.References) + Math.Max(1, references);
    }
}
