namespace LockValidator;

/// <summary>One way in which a dependency was seen: by whom, on which locks, and under which others.</summary>
/// <remarks>
/// What is not known, or was dropped for lack of room, stands for everything: any flow, any instance, no gate. So a witness that was
/// merged with another can only make a verdict worse.
/// </remarks>
internal sealed class EdgeWitness(Witness seen, DependencyKinds kind)
{
    /// <summary>Who and where, for reports.</summary>
    public Witness Seen => seen;

    /// <summary>In which modes: one kind.</summary>
    public DependencyKinds Kind => kind;

    /// <summary>When in which flow; null: any flow of any execution.</summary>
    public FlowSegment? Segment { get; init; }

    /// <summary>The instances; 0: any.</summary>
    public long Held { get; init; }

    public long Taken { get; init; }

    /// <summary>Whether the class that was taken was known then to have several instances.</summary>
    public bool TakenHadSeveral { get; init; }

    /// <summary>All that was held, oldest first.</summary>
    public HeldGate[] Holds { get; init; } = [];

    /// <summary>The hold, where only the flow that started this one had the earlier lock.</summary>
    public InheritedHold? Inheritance { get; init; }

    /// <summary>The earlier lock is held only by a flow that was not seen to wait for this one.</summary>
    public bool IsInherited => seen.Inherited && Inheritance is not { IsKept: true };

    /// <summary>More may have been held than <see cref="Holds"/> says.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>How often it was seen, as far as the slow path sees it; and when last.</summary>
    public int Count { get; set; } = 1;

    public DateTimeOffset Last { get; set; }

    public bool HeldShared => (kind & DependencyKindRules.FromShared) != 0;

    public bool TakenRecursive => (kind & DependencyKindRules.ToRecursive) != 0;

    /// <summary>Of a dependency that was declared or that stands for others: taken ungated by any flow.</summary>
    public static EdgeWitness OfAny(Witness seen, DependencyKinds kind) => new(seen, kind) { IsTruncated = true };

    /// <summary>Whether the other one could not change a verdict where this one is known.</summary>
    public bool Represents(EdgeWitness other) =>
        kind == other.Kind
        && (Segment is null || (other.Segment is { } segment && Segment.Represents(segment)))
        && (Held == 0 || (Held == other.Held && Taken == other.Taken && TakenHadSeveral == other.TakenHadSeveral))
        && (!IsInherited || other.IsInherited)
        && (ReferenceEquals(Inheritance, other.Inheritance) || !IsInherited)
        && (IsTruncated ? Holds.Length == 0 || Holds.AsSpan().SequenceEqual(other.Holds) : !other.IsTruncated && Holds.AsSpan().SequenceEqual(other.Holds));

    /// <summary>The same without a lock that was held.</summary>
    public EdgeWitness Without(long instance) => new(seen, kind)
    {
        Segment = Segment,
        Held = Held,
        Taken = Taken,
        TakenHadSeveral = TakenHadSeveral,
        Inheritance = Inheritance,
        Holds = Array.FindAll(Holds, gate => gate.Instance != instance),
        IsTruncated = IsTruncated,
        Count = Count,
        Last = Last,
    };

    /// <summary>One that stands for both: whatever one of them allows it allows.</summary>
    public EdgeWitness Merge(EdgeWitness other)
    {
        bool sameHolds = Holds.AsSpan().SequenceEqual(other.Holds);
        bool sameInstances = Held == other.Held && Taken == other.Taken && TakenHadSeveral == other.TakenHadSeveral;
        EdgeWitness shown = IsInherited ? other : this;
        return new EdgeWitness(shown.Seen, Stronger(kind, other.Kind))
        {
            Inheritance = shown.Inheritance,
            Segment = Common(Segment, other.Segment),
            Held = sameInstances ? Held : 0,
            Taken = sameInstances ? Taken : 0,
            TakenHadSeveral = TakenHadSeveral && other.TakenHadSeveral,
            Holds = sameHolds ? Holds : [.. Holds.Where(gate => Array.IndexOf(other.Holds, gate) >= 0)],
            IsTruncated = IsTruncated || other.IsTruncated || !sameHolds,
            Count = Count + other.Count,
            Last = Last > other.Last ? Last : other.Last,
        };
    }

    private static FlowSegment? Common(FlowSegment? one, FlowSegment? other) =>
        one is null || other is null || one.Execution != other.Execution ? null
        : one.Represents(other) ? one
        : new FlowSegment(0, 0, "several flows", one.Execution, isDedicated: false);

    private static DependencyKinds Stronger(DependencyKinds one, DependencyKinds other)
    {
        bool shared = (one & DependencyKindRules.FromShared) != 0 && (other & DependencyKindRules.FromShared) != 0;
        bool recursive = (one & DependencyKindRules.ToRecursive) != 0 && (other & DependencyKindRules.ToRecursive) != 0;
        return DependencyKindRules.Of(shared, recursive ? LockMode.SharedRecursive : LockMode.Exclusive);
    }
}
