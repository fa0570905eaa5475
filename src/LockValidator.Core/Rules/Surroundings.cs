namespace LockValidator;

/// <summary>What the context of a flow and the locks that it holds in that context allow to be taken.</summary>
/// <param name="ContextLevel">What the context alone allows.</param>
/// <param name="Context">The context; null for a plain task.</param>
/// <param name="Available">What is allowed in all.</param>
/// <param name="IsLimitHeld">True where a held lock sets the limit, false where it is the context.</param>
internal readonly record struct Surroundings(WaitType ContextLevel, InterruptContext? Context, WaitType Available, bool IsLimitHeld)
{
    public static Surroundings Of(LockFlow flow, DependencyGraph graph)
    {
        (WaitType contextLevel, InterruptContext? context) = flow.Context.Level;
        HeldLocks held = flow.HeldLocks;
        if (held.Depth == 0 || held.Top.Inside != flow.Context.Inside)
        {
            return new Surroundings(contextLevel, context, contextLevel, IsLimitHeld: false);
        }

        HeldBits top = WithLevel(held, held.Depth, graph);
        bool heldLimits = top.Level != WaitType.Inherit && (top.IsOverridden || top.Level < contextLevel);
        return new Surroundings(contextLevel, context, heldLimits ? top.Level : contextLevel, heldLimits);
    }

    /// <summary>The oldest held entry that already allows no more than the whole segment does; 0 where the context is the limit. Walks the segment: for findings.</summary>
    public int FindLimit(LockFlow flow, DependencyGraph graph)
    {
        HeldLocks held = flow.HeldLocks;
        int limit = 0;
        for (int i = held.Depth; IsLimitHeld && i > 0 && held[i].Inside == held.Top.Inside; i--)
        {
            if (graph.Find(held[i].ClassId, held[i].Bits.Subclass)?.Kind.Inner == Available)
            {
                limit = i;
            }
        }

        return limit;
    }

    /// <summary>
    /// The bits of an entry with what it and those below it in its segment allow. Each entry's level builds on the one below, so a
    /// deep stack is walked only as far down as the levels are not known yet.
    /// </summary>
    private static HeldBits WithLevel(HeldLocks held, int index, DependencyGraph graph)
    {
        int first = index;
        while (!held[first].Bits.IsLevelKnown && first > 1 && held[first - 1].Inside == held[first].Inside)
        {
            first--;
        }

        for (int i = first; i <= index; i++)
        {
            if (!held[i].Bits.IsLevelKnown)
            {
                bool continues = i > 1 && held[i - 1].Inside == held[i].Inside;
                held[i].Bits = Stacked(held[i], continues ? held[i - 1].Bits : default, graph);
            }
        }

        return held[index].Bits;
    }

    private static HeldBits Stacked(in HeldEntry entry, HeldBits below, DependencyGraph graph)
    {
        // A lock that was left behind, or whose class is gone, says nothing of what the flow does now.
        if (entry.Bits.IsForgotten || graph.Find(entry.ClassId, entry.Bits.Subclass) is not { Kind: { Inner: not WaitType.Inherit } kind })
        {
            return entry.Bits.WithLevel(below.Level, below.IsOverridden);
        }

        if (kind.Type == LockClassType.WaitOverride)
        {
            return entry.Bits.WithLevel(kind.Inner, overridden: true);
        }

        bool lowers = below.Level == WaitType.Inherit || kind.Inner < below.Level;
        return entry.Bits.WithLevel(lowers ? kind.Inner : below.Level, below.IsOverridden);
    }
}
