namespace LockValidator;

/// <summary>One way in which a dependency was seen: by whom, on which locks, and under which others.</summary>
/// <remarks>
/// What is not known, or was dropped for lack of room, stands for everything: any flow, any instance, no gate. So a witness that was
/// merged with another can only make a verdict worse. Small, for each dependency has one at least.
/// </remarks>
internal sealed class EdgeWitness(DependencyKinds kind)
{

    /// <summary>What one takes in memory, without the holds that it shares: an estimate for a 64-bit process.</summary>
    public const int Bytes = 104;

    /// <summary>In which modes: one kind.</summary>
    public DependencyKinds Kind => kind;

    /// <summary>Where: looked up only for what is new, for it costs a stack.</summary>
    public CodePosition Position { get; set; } = CodePosition.Unknown;

    /// <summary>Where the earlier lock had been taken.</summary>
    public CodePosition HeldPosition { get; set; } = CodePosition.Unknown;

    /// <summary>When in which flow; null: any flow of any execution.</summary>
    public FlowSegment? Segment { get; init; }

    /// <summary>Who and where, where the segment does not say who.</summary>
    public Witness? Shown { get; set; }

    /// <summary>The instances; 0: any.</summary>
    public long Held { get; init; }

    public long Taken { get; init; }

    /// <summary>Whether the class that was taken was known then to have several instances.</summary>
    public bool TakenHadSeveral { get; init; }

    /// <summary>All that was held, oldest first. Shared with others where it is the same.</summary>
    public HeldGate[] Holds { get; set; } = [];

    /// <summary>More may have been held than <see cref="Holds"/> says.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Only the flow that started this one had the earlier lock.</summary>
    public bool WasInherited { get; init; }

    /// <summary>That hold, as far as it is known.</summary>
    public InheritedHold? Inheritance { get; init; }

    /// <summary>The earlier lock is held only by a flow that was not seen to wait for this one.</summary>
    public bool IsInherited => WasInherited && Inheritance is not { IsKept: true };

    /// <summary>How often it was seen, as far as the slow path sees it.</summary>
    public int Count { get; set; } = 1;

    /// <summary>When it was seen last, as far as the slow path sees it: ticks of UTC.</summary>
    public long LastTicks { get; set; }

    public bool HeldShared => (kind & DependencyKindRules.FromShared) != 0;

    public bool TakenRecursive => (kind & DependencyKindRules.ToRecursive) != 0;

    /// <summary>Who and where, for reports.</summary>
    public Witness Seen => Shown ?? new Witness(Segment?.FlowName ?? "any flow", Segment?.Execution ?? "", Position, HeldPosition) { Inherited = WasInherited };

    /// <summary>Of a dependency that was declared or that stands for others: taken ungated by any flow.</summary>
    public static EdgeWitness OfAny(Witness seen, DependencyKinds kind) => new(kind) { Position = seen.Position, HeldPosition = seen.HeldPosition, IsTruncated = true, Shown = seen };

    /// <summary>Everything that is known, for those who keep or show the graph.</summary>
    public Witness Describe() => Seen with
    {
        HeldInstance = Held,
        TakenInstance = Taken,
        Held = Array.ConvertAll(Holds, static gate => new WitnessHold(gate.Node.DisplayName, gate.Node.StableId, gate.Instance, gate.Mode)),
        IsExact = Segment is not null && Held != 0 && !IsTruncated,
        Segment = Segment?.Number ?? 0,
        Count = Count,
        LastSeen = new DateTimeOffset(LastTicks, TimeSpan.Zero),
    };

    /// <summary>Whether the other one could not change a verdict where this one is known.</summary>
    public bool Represents(EdgeWitness other) =>
        kind == other.Kind
        && (Segment is null || (other.Segment is { } segment && Segment.Represents(segment)))
        && (Held == 0 || (Held == other.Held && Taken == other.Taken && TakenHadSeveral == other.TakenHadSeveral))
        && (!IsInherited || (other.IsInherited && ReferenceEquals(Inheritance, other.Inheritance)))
        && (IsTruncated ? Holds.Length == 0 || HoldsLike(other) : !other.IsTruncated && HoldsLike(other));

    public bool HoldsSame(EdgeWitness other) => Holds.AsSpan().SequenceEqual(other.Holds);

    /// <summary>The same locks or, where the instance is not known, locks of the same classes.</summary>
    private bool HoldsLike(EdgeWitness other)
    {
        bool alike = Holds.Length == other.Holds.Length;
        for (int i = 0; alike && i < Holds.Length; i++)
        {
            alike = Holds[i].Represents(other.Holds[i]);
        }

        return alike;
    }

    /// <summary>The same without a lock that was held.</summary>
    public EdgeWitness Without(long instance) => With(kind, Segment, Held, Taken, TakenHadSeveral, Array.FindAll(Holds, gate => gate.Instance != instance), IsTruncated, Count);

    /// <summary>One that stands for both: whatever one of them allows it allows.</summary>
    public EdgeWitness Merge(EdgeWitness other)
    {
        HeldGate[] both = InBoth(other);
        bool sameHolds = both.Length == Holds.Length && both.Length == other.Holds.Length;
        bool sameInstances = Held == other.Held && Taken == other.Taken && TakenHadSeveral == other.TakenHadSeveral;
        EdgeWitness shown = IsInherited ? other : this;
        return shown.With(
            Stronger(kind, other.Kind),
            Common(Segment, other.Segment),
            sameInstances ? Held : 0,
            sameInstances ? Taken : 0,
            TakenHadSeveral && other.TakenHadSeveral,
            HoldsSame(other) ? Holds : both,
            IsTruncated || other.IsTruncated || !sameHolds,
            Count + other.Count);
    }

    /// <summary>The gates that both held: each time the same lock or, in executions that are not the same, one of its class.</summary>
    private HeldGate[] InBoth(EdgeWitness other)
    {
        bool apart = Segment is { } first && other.Segment is { } second && !first.Frame.IsSameAs(second.Frame);
        return
        [
            .. Holds.SelectMany(gate => other.Holds.Where(same => gate.Node == same.Node && (gate.Instance == same.Instance || (apart && !MayBeNoLock(gate)))).Take(1).Select(gate.Or)),
        ];
    }

    // A semaphore may prove to be none: then it is to be found by its number.
    private static bool MayBeNoLock(HeldGate gate) => gate.Node.Kind.Inner == WaitType.Max;

    private EdgeWitness With(DependencyKinds newKind, FlowSegment? segment, long held, long taken, bool hadSeveral, HeldGate[] holds, bool truncated, int count) =>
        new(newKind)
        {
            Position = Position,
            HeldPosition = HeldPosition,
            Segment = segment,
            Shown = ReferenceEquals(segment, Segment) ? Shown : Seen,
            Held = held,
            Taken = taken,
            TakenHadSeveral = hadSeveral,
            Holds = holds,
            IsTruncated = truncated,
            WasInherited = WasInherited,
            Inheritance = Inheritance,
            Count = count,
            LastTicks = LastTicks,
        };

    private static FlowSegment? Common(FlowSegment? one, FlowSegment? other) =>
        one is null || other is null ? null
        : one.Represents(other) ? one
        : new FlowSegment(0, 0, "several flows", one.Frame.Or(other.Frame), isDedicated: false);

    private static DependencyKinds Stronger(DependencyKinds one, DependencyKinds other)
    {
        bool shared = (one & DependencyKindRules.FromShared) != 0 && (other & DependencyKindRules.FromShared) != 0;
        bool recursive = (one & DependencyKindRules.ToRecursive) != 0 && (other & DependencyKindRules.ToRecursive) != 0;
        return DependencyKindRules.Of(shared, recursive ? LockMode.SharedRecursive : LockMode.Exclusive);
    }
}
