namespace LockValidator;

/// <summary>
/// A class that is taken in an interrupt-like context must not be held, nor lead to one that is held, by code that the context can
/// interrupt. Each acquisition marks its class with what it shows of that; a mark that closes a cycle with the contexts is a finding.
/// </summary>
internal static class UsageRule
{
    /// <summary>Marks what an acquisition shows.</summary>
    public static void Check(Situation s)
    {
        Acquisition a = s.Acquisition;
        bool read = a.Mode != LockMode.Exclusive;
        if (!a.IsUnchecked)
        {
            for (int context = 0; context < ContextTable.WithUsage && !a.IsTry; context++)
            {
                if ((s.Context.Inside & (1u << context)) != 0)
                {
                    Mark(s, UsageStates.Bit(context, read ? UsageStates.UsedInRead : UsageStates.UsedIn));
                }
            }

            uint enabled = a.IsSync ? 0 : Interruptible(a.EnabledThen, s.Context.Enabled);
            for (int context = 0; context < ContextTable.Columns; context++)
            {
                if ((enabled & (1u << context)) != 0)
                {
                    Mark(s, UsageStates.Bit(context, read ? UsageStates.EnabledRead : UsageStates.Enabled));
                }
            }
        }

        s.Node.Usage |= read ? UsageStates.UsedRead : UsageStates.Used;
    }

    /// <summary>The contexts that could interrupt the holder: the hard one and the user's own as they were, the soft one as it is, and that only where the hard one is enabled.</summary>
    public static uint Interruptible(uint then, uint now)
    {
        const uint Hard = 1u << ContextTable.HardIndex, Soft = 1u << ContextTable.SoftIndex;
        uint enabled = (then & ~Soft) | (now & Soft);
        return (enabled & Hard) == 0 ? enabled & ~Soft : enabled;
    }

    /// <summary>Sets one bit; what it breaks becomes a finding, else it joins the usage graph.</summary>
    public static void Mark(Situation s, ulong bit)
    {
        ClassNode node = s.Node;
        ulong state = UsageStates.StateOf(bit);
        int context = UsageStates.ContextOf(bit);
        bool fair = s.Options.FairReadersExact && state == UsageStates.UsedInRead && s.Acquisition.Mode != LockMode.SharedRecursive;
        if ((node.Usage & bit) != 0 && !(fair && (node.FairReads & (1u << context)) == 0))
        {
            return;
        }

        if ((node.Usage & bit) == 0)
        {
            s.Graph.Mark(node, bit, s.WitnessOver(0));
        }

        node.FairReads |= fair ? 1u << context : 0;

        if (OwnOpposite(node.Usage, context, state) is var opposite and not 0)
        {
            InconsistentUsageFinding.Add(s, opposite, bit);
        }
        else if (node.TakesPartInUsage)
        {
            Join(s, context, state, bit, fair);
        }
    }

    private static void Join(Situation s, int context, ulong state, ulong bit, bool fair)
    {
        ClassNode node = s.Node;
        UsageGraph usage = s.Graph.Usage;
        if (UsageStates.IsUsedIn(state))
        {
            // Tested as it waits now; counted as the kernel counts a reader in a context, unless fair readers are to be exact.
            if (usage.ConflictsUsedIn(context, s.Graph.AwaitedOf(node, s.Acquisition.Mode == LockMode.SharedRecursive)))
            {
                UsageInversionFinding.Add(s, context, forwards: true);
                return;
            }

            usage.JoinUsedIn(context, s.Graph.AwaitedOf(node, recursively: state == UsageStates.UsedInRead && !fair));
            node.JoinedFairReads |= fair ? 1u << context : 0;
        }
        else
        {
            int holder = s.Graph.HolderOf(node, shared: state == UsageStates.EnabledRead);
            if (usage.ConflictsEnabled(context, holder))
            {
                UsageInversionFinding.Add(s, context, forwards: false);
                return;
            }

            usage.JoinEnabled(context, holder);
        }

        node.JoinedUsage |= bit;
    }

    /// <summary>The bit of the class itself that the new one does not go with: the opposite writer's first, then a writer against a reader.</summary>
    private static ulong OwnOpposite(ulong usage, int context, ulong state)
    {
        (ulong write, ulong read) = UsageStates.IsUsedIn(state) ? (UsageStates.Enabled, UsageStates.EnabledRead) : (UsageStates.UsedIn, UsageStates.UsedInRead);
        ulong oppositeWrite = UsageStates.Bit(context, write);
        ulong oppositeRead = UsageStates.IsRead(state) ? 0 : UsageStates.Bit(context, read);
        return (usage & oppositeWrite) != 0 ? oppositeWrite : usage & oppositeRead;
    }
}
