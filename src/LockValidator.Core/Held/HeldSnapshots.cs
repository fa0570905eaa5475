namespace LockValidator;

/// <summary>Copies of what a flow holds, for those who look from outside.</summary>
internal static class HeldSnapshots
{
    public static IReadOnlyList<HeldLock> Of(LockFlow flow)
    {
        HeldLocks held = flow.HeldLocks;
        var snapshot = new List<HeldLock>(held.Depth);
        using (flow.Checker.Gate.Enter())
        {
            for (int i = 1; i <= held.Depth; i++)
            {
                HeldEntry entry = held[i];
                if (entry.Bits.IsTransparent)
                {
                    continue;
                }

                LockClass? type = flow.Checker.Graph.Find(entry.ClassId, entry.Bits.Subclass)?.Class;
                snapshot.Add(new HeldLock(type, entry.Bits.Subclass, entry.Bits.Mode, entry.Bits.Kind, Math.Abs(entry.Instance), TimesHeld(held, i)));
            }
        }

        return snapshot;
    }

    /// <summary>How often a lock is held, by an entry and what is counted in it, and by re-entries that have entries of their own: those stand right above.</summary>
    public static int TimesHeld(HeldLocks held, int index)
    {
        HeldDetail? detail = held.DetailOf(index);
        int count = Math.Max(1, detail?.References ?? 0) + (detail?.Reentries ?? 0);
        for (int i = index + 1; i <= held.Depth && IsAgain(in held[index], in held[i]); i++)
        {
            count += 1 + (held.DetailOf(i)?.Reentries ?? 0);
        }

        return count;
    }

    private static bool IsAgain(in HeldEntry first, in HeldEntry next) =>
        next.Bits.IsTransparent && next.Instance == first.Instance && next.Bits.Mode == first.Bits.Mode;
}
