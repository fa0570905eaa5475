namespace LockValidator;

/// <summary>The two ends of a usage conflict, and how they are joined.</summary>
/// <remarks>
/// Inconsistent usage has one class at both ends. An inversion has a path from <see cref="Safe"/> to <see cref="Unsafe"/>.
/// A safe-to-unsafe order has a path from <see cref="Safe"/> to the held class, the new step, and a path on to <see cref="Unsafe"/>.
/// </remarks>
public sealed record UsageDetail
{
    /// <summary>The context.</summary>
    public required string Context { get; init; }

    /// <summary>The other context that the cycle passes, where it is closed through two: <see cref="Unsafe"/> is held with that one enabled.</summary>
    public string? ThroughContext { get; init; }

    /// <summary>True where a reader's use decides it.</summary>
    public required bool Read { get; init; }

    /// <summary>The class used in the context.</summary>
    public required ClassSnapshot Safe { get; init; }

    /// <summary>The class held while the context can interrupt.</summary>
    public required ClassSnapshot Unsafe { get; init; }

    /// <summary>When <see cref="Safe"/> was first used in the context.</summary>
    public required Witness SafeWitness { get; init; }

    /// <summary>When <see cref="Unsafe"/> was first held with the context enabled.</summary>
    public required Witness UnsafeWitness { get; init; }

    /// <summary>The usage that was there before, as "IN-HARDIRQ-W" (inconsistent usage only).</summary>
    public string? From { get; init; }

    /// <summary>The usage that this operation adds (inconsistent usage only).</summary>
    public string? To { get; init; }

    /// <summary>Inversion only. True: the class just used in the context leads to an unsafe one. False: the class just held with it enabled is reached from a safe one.</summary>
    public bool? Forwards { get; init; }

    /// <summary>The dependencies from <see cref="Safe"/> to <see cref="Unsafe"/>, a new one included.</summary>
    public IReadOnlyList<DependencyStep> Path { get; init; } = [];

    /// <summary>Safe-to-unsafe order only: the held class of the new dependency.</summary>
    public ClassSnapshot? Previous { get; init; }

    /// <summary>Safe-to-unsafe order only: the taken class of the new dependency.</summary>
    public ClassSnapshot? Next { get; init; }

    /// <summary>The context and the reader's mark as kernel reports print it: "HARDIRQ", "SOFTIRQ-READ".</summary>
    public string State => Read ? Context + "-READ" : Context;
}
