namespace LockValidator;

/// <summary>Marks held locks for contexts that become able to interrupt their holder.</summary>
internal static class HeldUsage
{
    /// <summary>One context after the other, each over all held locks; enabling the hard context lets the soft one through as well.</summary>
    public static void MarkEnabled(LockFlow flow, uint newlyEnabled, FindingList findings)
    {
        const uint Hard = 1u << ContextTable.HardIndex, Soft = 1u << ContextTable.SoftIndex;
        uint now = flow.Context.Enabled;
        uint toMark = newlyEnabled;
        if ((now & Hard) == 0)
        {
            toMark &= ~Soft;
        }
        else if ((newlyEnabled & Hard) != 0)
        {
            toMark |= now & Soft;
        }

        for (int context = 0; context < ContextTable.Columns; context++)
        {
            if ((toMark & (1u << context)) != 0)
            {
                MarkAll(flow, context, findings);
            }
        }
    }

    private static void MarkAll(LockFlow flow, int context, FindingList findings)
    {
        HeldLocks held = flow.HeldLocks;
        for (int i = 1; i <= held.Depth; i++)
        {
            HeldBits bits = held[i].Bits;
            if (bits.IsUnchecked || bits.IsForgotten || flow.Checker.Graph.Find(held[i].ClassId, bits.Subclass) is not { } node)
            {
                continue;
            }

            Acquisition a = Acquisition.Renew(in held[i], held.DetailOf(i), type: null);
            var situation = new Situation(flow, a, node, flow.Checker.Graph, findings);
            UsageRule.Mark(situation, UsageStates.Bit(context, bits.IsShared ? UsageStates.EnabledRead : UsageStates.Enabled));
        }
    }
}
