namespace LockValidator;

/// <summary>Which held entry an operation on an instance means.</summary>
internal static class HeldSearch
{
    /// <summary>
    /// The newest hold, or 0. The top entry always counts; below it the search never goes past a change of context: code in a
    /// context cannot release what the interrupted code took.
    /// </summary>
    public static int ForRelease(LockFlow flow, in LockMap map, LockMode? mode)
    {
        HeldLocks held = flow.HeldLocks;
        int classId = map.Class?.Id ?? 0;
        if (!held.MayHoldClass(classId))
        {
            return 0;
        }

        for (int i = held.Depth; i > 0; i--)
        {
            if (i < held.Depth && held[i].Inside != held[i + 1].Inside)
            {
                return 0;
            }

            if (HeldMatch.Is(held, i, map.Instance, classId) && (mode is null || IsSide(held[i].Bits.Mode, mode.Value)))
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>The newest hold in any context, or 0.</summary>
    public static int Any(LockFlow flow, in LockMap map, LockMode? mode)
    {
        HeldLocks held = flow.HeldLocks;
        int classId = map.Class?.Id ?? 0;
        for (int i = held.Depth; i > 0; i--)
        {
            if (HeldMatch.Is(held, i, map.Instance, classId) && (mode is null || IsSide(held[i].Bits.Mode, mode.Value)))
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>The oldest hold, or 0: the one that pins and the end of a lock's life speak of.</summary>
    public static int Oldest(LockFlow flow, in LockMap map)
    {
        HeldLocks held = flow.HeldLocks;
        for (int i = 1; i <= held.Depth; i++)
        {
            if (HeldMatch.Is(held, i, map.Instance, map.Class?.Id ?? 0))
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>Whether the lock is held in a mode. In the kernel the oldest hold alone decides.</summary>
    public static bool IsHeld(LockFlow flow, in LockMap map, LockMode? mode)
    {
        if (!flow.Checker.Options.KernelRules)
        {
            return Any(flow, in map, mode) > 0;
        }

        int oldest = Oldest(flow, in map);
        return oldest > 0 && (mode is null || IsSide(flow.HeldLocks[oldest].Bits.Mode, mode.Value));
    }

    /// <summary>Whether a hold is of the side that is meant: <see cref="LockMode.Shared"/> means any plain reader's.</summary>
    private static bool IsSide(LockMode held, LockMode meant) => meant switch
    {
        LockMode.Shared or LockMode.SharedRecursive => held is LockMode.Shared or LockMode.SharedRecursive,
        _ => held == meant,
    };
}
