namespace LockValidator;

/// <summary>A finding: which rule was broken, by which operation, and everything a report needs. Data, never text.</summary>
/// <remarks>Immutable and safe for use by any number of threads. <c>Reporting</c> turns it into text.</remarks>
public sealed record Violation
{
    /// <summary>The rule that was broken.</summary>
    public required ViolationKind Kind { get; init; }

    /// <summary>The identity of the finding from run to run: made of the rule and the stable ids of the classes, not of places.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What was being done, as a verb phrase that the lock completes: "acquire", "release", "enable HARDIRQ".</summary>
    public required string Operation { get; init; }

    /// <summary>The lock that the operation was about; null where it was about none.</summary>
    public LockUse? Acquiring { get; init; }

    /// <summary>The held lock that the rule is about: the one that closes the cycle, or that is taken again. Null where it is about none.</summary>
    public LockUse? Holding { get; init; }

    /// <summary>What the flow held, oldest first.</summary>
    public required IReadOnlyList<LockUse> Held { get; init; }

    /// <summary>
    /// The cycle, in the direction "held, then taken". The first step is the one that this operation would add; it ends at
    /// <see cref="Acquiring"/>. The others lead from there back to its beginning.
    /// </summary>
    public IReadOnlyList<DependencyStep> Cycle { get; init; } = [];

    /// <summary>The flow that did it.</summary>
    public required string Flow { get; init; }

    /// <summary>Where it was done.</summary>
    public required CodePosition Position { get; init; }

    /// <summary>The executions (tests, requests, runs) that took part, this one first.</summary>
    public required IReadOnlyList<string> Executions { get; init; }

    /// <summary>How sure the finding is.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Whether tests, scopes and CI fail of it, and policies act: its verdict is one of <see cref="Verdicts.FailsBuilds"/>, and it is not <see cref="Allowed"/>.</summary>
    public bool FailsBuilds => Allowed is null && Verdict.FailsBuilds();

    /// <summary>Why the verdict is what it is, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The reason for which it is allowed, by the <see cref="LockBaseline"/> or an <see cref="AllowLockOrderAttribute"/>; null: it is not. An allowed finding is told like any other, but nothing fails of it.</summary>
    public string? Allowed { get; init; }

    /// <summary>The last day on which it was allowed, where that is over; null where it never was, or still is.</summary>
    public DateOnly? Expired { get; init; }

    /// <summary>True where this finding was made before and its cause was met again.</summary>
    public bool Known { get; init; }

    /// <summary>Who waits for whom, for what is observed live: the flow of the finding first.</summary>
    public IReadOnlyList<WaitSnapshot> Waits { get; init; } = [];

    /// <summary>The levels, for an invalid wait context or a block where blocking is not allowed.</summary>
    public WaitContextDetail? WaitContext { get; init; }

    /// <summary>The two ends, for a usage conflict.</summary>
    public UsageDetail? Usage { get; init; }

    /// <summary>The lock that ought to be held, for a nest lock that is not.</summary>
    public string? MissingNest { get; init; }

    /// <summary>The flow that holds the lock, for a release by another or a second owner.</summary>
    public string? OtherFlow { get; init; }

    /// <summary>The check that failed, as an identifier, for assertions, pins, ranks and declared orders.</summary>
    public string? Check { get; init; }

    /// <summary>What the order function of the class said of the two instances, where there is one.</summary>
    public int? Compared { get; init; }

    /// <summary>The lock classes that the finding is about: what was being taken, what that contradicts, and the steps between; not what else was held.</summary>
    /// <returns>Each class once, what was being taken first.</returns>
    public IEnumerable<ClassSnapshot> InvolvedClasses() =>
        new[] { Acquiring?.Class, Holding?.Class, WaitContext?.Limit?.Class, Usage?.Safe, Usage?.Unsafe }
            .OfType<ClassSnapshot>()
            .Concat(Cycle.SelectMany(static step => new[] { step.From, step.To }))
            .Concat(Usage?.Path.SelectMany(static step => new[] { step.From, step.To }) ?? [])
            .DistinctBy(static type => (type.StableId, type.Subclass, type.Name));
}
