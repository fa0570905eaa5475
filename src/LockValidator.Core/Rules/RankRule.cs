namespace LockValidator;

/// <summary>Locks of one rank family are taken in ascending order of rank, and never two of one rank together.</summary>
internal static class RankRule
{
    public static void Check(Situation s)
    {
        if (s.Node.Ranks.Count == 0)
        {
            return;
        }

        HeldLocks held = s.Held;
        for (int i = 1; i <= held.Depth; i++)
        {
            HeldBits bits = held[i].Bits;
            if (bits.IsTransparent || bits.IsUnchecked || bits.IsForgotten || held[i].Instance == s.Acquisition.Instance)
            {
                continue;
            }

            if (s.Graph.Find(held[i].ClassId, bits.Subclass) is { } holder && Broken(holder, s.Node) is { } broken)
            {
                s.Findings.Add(s, ViolationKind.RankViolation, Verdict.Certain, broken.Reason, v => v with { Check = broken.Check }, holding: i);
                return;
            }
        }
    }

    /// <summary>Whether a class is known to break a rank by being taken under another: then the order rule need not say it again.</summary>
    public static (string Check, string Reason)? Broken(ClassNode holder, ClassNode taken)
    {
        foreach ((string family, int heldRank) in holder.Ranks)
        {
            foreach ((string other, int rank) in taken.Ranks)
            {
                if (family == other && rank <= heldRank)
                {
                    return rank == heldRank
                        ? ($"one of rank {rank} of family '{family}' at a time", $"two locks of rank {rank} of the family '{family}' are taken together")
                        : ($"rank {rank} before rank {heldRank} of family '{family}'", $"rank {rank} of the family '{family}' is taken under rank {heldRank}");
                }
            }
        }

        return null;
    }
}
