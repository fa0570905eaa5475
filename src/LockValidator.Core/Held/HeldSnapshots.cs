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
                snapshot.Add(new HeldLock(type, entry.Bits.Subclass, entry.Bits.Mode, entry.Bits.Kind, Math.Abs(entry.Instance), held.TimesHeld(i)));
            }
        }

        return snapshot;
    }
}
