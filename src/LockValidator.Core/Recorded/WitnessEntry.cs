namespace LockValidator;

/// <summary>A recorded way in which a dependency was seen. Numbers are those of rows in the store.</summary>
internal struct WitnessEntry
{
    /// <summary>What decides whether two are the same, and in which order they stand: all but count and time and, where it stands for others, the stacks.</summary>
    public ulong Hash;

    public long Held, Taken;

    /// <summary>Seconds of Unix time.</summary>
    public uint LastSeen;

    public int Segment, Holds, At, HeldAt;

    public int Count;

    /// <summary>The next one of the same dependency; -1: none.</summary>
    public int Next;

    public WitnessFlags Flags;

    // There are millions of these: a byte each.
    private byte _kind;

    public DependencyKinds Kind
    {
        readonly get => (DependencyKinds)_kind;
        set => _kind = (byte)value;
    }

    /// <summary>One as it stands in a record, but for its hash.</summary>
    public static WitnessEntry From(ReadOnlySpan<long> values) => new()
    {
        Kind = (DependencyKinds)values[0],
        Flags = (WitnessFlags)values[1],
        Segment = (int)values[2],
        Held = values[3],
        Taken = values[4],
        Holds = (int)values[5],
        At = (int)values[6],
        HeldAt = (int)values[7],
        Count = (int)Math.Clamp(values[8], 0, int.MaxValue),
        LastSeen = (uint)Math.Clamp(values[9], 0, uint.MaxValue),
    };

    /// <summary>0 for one that was seen, 1 and 2 for those that stand for others.</summary>
    public readonly int Level => (Flags & WitnessFlags.Any) != 0 ? 2 : (Flags & WitnessFlags.Several) != 0 ? 1 : 0;

    /// <summary>Before another one in the canonical order.</summary>
    public readonly bool IsBefore(in WitnessEntry other) => Level != other.Level ? Level < other.Level : Hash < other.Hash;

    public readonly bool IsSameAs(in WitnessEntry other) => Hash == other.Hash && Level == other.Level && Kind == other.Kind;
}
