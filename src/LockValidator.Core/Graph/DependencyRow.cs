namespace LockValidator;

/// <summary>A dependency in the table: 24 bytes, and no object.</summary>
internal struct DependencyRow
{
    private const int KindBits = 4;
    private const uint KindMask = (1 << KindBits) - 1;
    private const int RefusedShift = KindBits, QuietShift = 2 * KindBits, WatchedShift = 3 * KindBits, AgeShift = WatchedShift + 1;

    /// <summary>The numbers of the classes. <see cref="From"/> is <see cref="DependencyTable.None"/> in a free row.</summary>
    public int From, To;

    /// <summary>The next older row of those that start, or end, at the same class. NextOut leads to the next free row in a free one.</summary>
    public int NextOut, NextIn;

    /// <summary>The next row of the same bucket.</summary>
    public int NextInTable;

    private uint _state;

    /// <inheritdoc cref="Dependency.Kinds"/>
    public DependencyKinds Kinds
    {
        readonly get => (DependencyKinds)(_state & KindMask);
        set => _state = (_state & ~KindMask) | (uint)value;
    }

    /// <inheritdoc cref="Dependency.Refused"/>
    public DependencyKinds Refused
    {
        readonly get => (DependencyKinds)((_state >> RefusedShift) & KindMask);
        set => _state = (_state & ~(KindMask << RefusedShift)) | ((uint)value << RefusedShift);
    }

    /// <inheritdoc cref="Dependency.Quiet"/>
    public DependencyKinds Quiet
    {
        readonly get => (DependencyKinds)((_state >> QuietShift) & KindMask);
        set => _state = (_state & ~(KindMask << QuietShift)) | ((uint)value << QuietShift);
    }

    /// <inheritdoc cref="Dependency.IsWatched"/>
    public bool IsWatched
    {
        readonly get => (_state & (1u << WatchedShift)) != 0;
        set => _state = (_state & ~(1u << WatchedShift)) | (value ? 1u << WatchedShift : 0);
    }

    /// <summary>How often the row was given to another dependency, so that one that is gone is not taken for the one in its place.</summary>
    public readonly uint Age => _state >> AgeShift;

    /// <summary>Makes it the row of another dependency.</summary>
    public void Renew(int from, int to)
    {
        _state = (Age + 1) << AgeShift;
        (From, To) = (from, to);
        (NextOut, NextIn) = (DependencyTable.None, DependencyTable.None);
    }
}
