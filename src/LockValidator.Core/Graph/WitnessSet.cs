namespace LockValidator;

/// <summary>The ways in which one dependency was seen, as far as they differ in what a verdict could rest on. Bounded: what is too much is merged.</summary>
/// <remarks>
/// Invariant: for each witness that was ever added there is one in the set that stands for it, so that a verdict never gets milder.
/// Immutable but for what its witnesses count; most dependencies are seen in one way only, and then there is no array.
/// All members are for callers that hold the checker's lock.
/// </remarks>
internal readonly struct WitnessSet
{
    /// <summary>How many are kept apart.</summary>
    public const int Most = 6;

    // The only witness, or an array of them. Null where ways are not told apart.
    private readonly object? _seen;

    private WitnessSet(object seen) => _seen = seen;

    /// <summary>No way is known yet.</summary>
    public static WitnessSet Empty { get; } = new(Array.Empty<EdgeWitness>());

    /// <summary>False where the dependency was declared, stands for others, or is the kernel's: by any flow.</summary>
    public bool IsTold => _seen is not null;

    public IReadOnlyList<EdgeWitness> All => _seen is EdgeWitness only ? [only] : Several;

    public int Count => _seen is EdgeWitness ? 1 : Several.Length;

    public bool IsEmpty => Count == 0;

    /// <summary>What it takes in memory, with its witnesses: an estimate for a 64-bit process.</summary>
    public long Bytes
    {
        get
        {
            long bytes = Count < 2 ? 0 : 24 + (8 * Count);
            for (int i = 0; i < Count; i++)
            {
                bytes += EdgeWitness.Bytes + (SharesHolds(i) ? 0 : 24 + (24 * this[i].Holds.Length));
            }

            return bytes;
        }
    }

    private EdgeWitness[] Several => _seen as EdgeWitness[] ?? [];

    private EdgeWitness this[int index] => _seen as EdgeWitness ?? Several[index];

    /// <summary>The one that stands for what is seen, if there is one: only counted then.</summary>
    public bool Knows(EdgeWitness seen)
    {
        for (int i = 0; i < Count; i++)
        {
            EdgeWitness known = this[i];
            if (known.Represents(seen))
            {
                known.Count++;
                known.LastTicks = seen.LastTicks;
                return true;
            }
        }

        return false;
    }

    /// <summary>The set with one more, that nothing in it stands for.</summary>
    public WitnessSet With(EdgeWitness added)
    {
        if (IsEmpty)
        {
            return new WitnessSet(added);
        }

        if (All.FirstOrDefault(added.HoldsSame) is { } same)
        {
            added.Holds = same.Holds;
        }

        List<EdgeWitness> kept = [.. All.Where(known => !added.Represents(known)), added];
        while (kept.Count > Most)
        {
            (int first, int second) = Nearest(kept);
            EdgeWitness merged = kept[first].Merge(kept[second]);
            kept.RemoveAt(second);
            kept.RemoveAt(first);
            kept.RemoveAll(merged.Represents);
            kept.Insert(Math.Min(first, kept.Count), merged);
        }

        return new WitnessSet(kept is [var only] ? only : kept.ToArray());
    }

    /// <summary>Whether an instance was held in any of the ways.</summary>
    public bool Holds(long instance) => All.Any(witness => Array.Exists(witness.Holds, gate => gate.Instance == instance));

    /// <summary>The set without what was held of an instance.</summary>
    public WitnessSet Without(long instance)
    {
        EdgeWitness[] without = [.. All.Select(witness => witness.Without(instance))];
        return new WitnessSet(without is [var only] ? only : without);
    }

    private bool SharesHolds(int index)
    {
        for (int i = 0; i < index; i++)
        {
            if (ReferenceEquals(this[i].Holds, this[index].Holds))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The two that lose least when they are merged; the order of the others must not matter, so ties go to the oldest pair.</summary>
    private static (int First, int Second) Nearest(List<EdgeWitness> all)
    {
        (int, int) nearest = (0, 1);
        int most = -1;
        for (int i = 0; i < all.Count; i++)
        {
            for (int j = i + 1; j < all.Count; j++)
            {
                int common = InCommon(all[i], all[j]);
                if (common > most)
                {
                    (most, nearest) = (common, (i, j));
                }
            }
        }

        return nearest;
    }

    private static int InCommon(EdgeWitness one, EdgeWitness other) =>
        (one.HoldsSame(other) ? 8 : 0)
        + (one.Held == other.Held && one.Taken == other.Taken ? 4 : 0)
        + (one.Segment?.Frame == other.Segment?.Frame ? 2 : 0)
        + (one.Segment is null || one.Segment?.Flow == other.Segment?.Flow ? 1 : 0);
}
