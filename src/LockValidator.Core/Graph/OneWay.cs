namespace LockValidator;

/// <summary>
/// The way in which a dependency was first seen, where it is the plainest one: the flow held the earlier lock and no other. Most dependencies are
/// only ever seen so: no object then, which the collector would copy and walk over.
/// </summary>
internal struct OneWay
{
    private const byte SeveralTaken = 1, SeveralHeld = 2, Children = 4;

    public readonly long Held, Taken;

    /// <inheritdoc cref="EdgeWitness.LastTicks"/>
    public long LastTicks;

    /// <inheritdoc cref="EdgeWitness.Count"/>
    public int Count;

    private readonly byte _kind, _heldMode, _flags;

    /// <summary>The way, if it is as plain as that.</summary>
    /// <param name="kind">In which modes.</param>
    /// <param name="taken">The later lock.</param>
    /// <param name="takenHadSeveral">Whether its class was known to have several instances.</param>
    /// <param name="held">All that was held: the earlier lock.</param>
    /// <param name="ticks">When.</param>
    public OneWay(DependencyKinds kind, long taken, bool takenHadSeveral, in HeldGate held, long ticks)
    {
        (Held, Taken, LastTicks, Count) = (held.Instance, taken, ticks, 1);
        (_kind, _heldMode) = ((byte)kind, (byte)held.Mode);
        _flags = (byte)((takenHadSeveral ? SeveralTaken : 0) | (held.HadSeveral ? SeveralHeld : 0) | (held.HasChildren ? Children : 0));
    }

    /// <summary>The same as a witness.</summary>
    /// <param name="segment">Whose flow.</param>
    /// <param name="seen">Where.</param>
    /// <param name="held">The class of the earlier lock.</param>
    public readonly EdgeWitness In(FlowSegment segment, Witness seen, ClassNode held) => new((DependencyKinds)_kind)
    {
        Position = seen.Position,
        HeldPosition = seen.HeldPosition,
        Segment = segment,
        Held = Held,
        Taken = Taken,
        TakenHadSeveral = Has(SeveralTaken),
        Holds = [new HeldGate(Held, held, (LockMode)_heldMode, Has(SeveralHeld), Has(Children))],
        Count = Count,
        LastTicks = LastTicks,
    };

    /// <summary>Whether the other one differs in nothing but the time.</summary>
    public readonly bool IsLike(in OneWay other) =>
        Held == other.Held && Taken == other.Taken && _kind == other._kind && _heldMode == other._heldMode && _flags == other._flags;

    private readonly bool Has(byte flag) => (_flags & flag) != 0;
}
