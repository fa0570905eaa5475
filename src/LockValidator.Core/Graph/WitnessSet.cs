namespace LockValidator;

/// <summary>The ways in which one dependency was seen, as far as they differ in what a verdict could rest on. Bounded: what is too much is merged.</summary>
/// <remarks>
/// Invariant: for each witness that was ever added there is one in the set that stands for it, so that a verdict never gets milder.
/// All members are for callers that hold the checker's lock.
/// </remarks>
internal sealed class WitnessSet
{
    /// <summary>How many are kept apart.</summary>
    public const int Most = 6;

    private EdgeWitness[] _all = [];

    public IReadOnlyList<EdgeWitness> All => _all;

    public bool IsEmpty => _all.Length == 0;

    /// <summary>What it takes in memory, with its witnesses: an estimate for a 64-bit process.</summary>
    public long Bytes
    {
        get
        {
            long bytes = 24 + 24 + (8 * _all.Length);
            for (int i = 0; i < _all.Length; i++)
            {
                bytes += EdgeWitness.Bytes + (SharesHolds(i) ? 0 : 24 + (24 * _all[i].Holds.Length));
            }

            return bytes;
        }
    }

    /// <summary>The one that stands for what is seen, if there is one: only counted then.</summary>
    public bool Knows(EdgeWitness seen)
    {
        foreach (EdgeWitness known in _all)
        {
            if (known.Represents(seen))
            {
                known.Count++;
                known.LastTicks = seen.LastTicks;
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds one that nothing in the set stands for.</summary>
    public void Add(EdgeWitness added)
    {
        if (Array.Find(_all, added.HoldsSame) is { } same)
        {
            added.Holds = same.Holds;
        }

        List<EdgeWitness> kept = [.. _all.Where(known => !added.Represents(known)), added];
        while (kept.Count > Most)
        {
            (int first, int second) = Nearest(kept);
            EdgeWitness merged = kept[first].Merge(kept[second]);
            kept.RemoveAt(second);
            kept.RemoveAt(first);
            kept.RemoveAll(merged.Represents);
            kept.Insert(Math.Min(first, kept.Count), merged);
        }

        _all = [.. kept];
    }

    /// <summary>What was held of an instance counts no more.</summary>
    public void Ungate(long instance)
    {
        if (Array.Exists(_all, witness => Array.Exists(witness.Holds, gate => gate.Instance == instance)))
        {
            _all = Array.ConvertAll(_all, witness => witness.Without(instance));
        }
    }

    private bool SharesHolds(int index) => Array.FindIndex(_all, each => ReferenceEquals(each.Holds, _all[index].Holds)) < index;

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
