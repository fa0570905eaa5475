namespace LockValidator;

/// <summary>One time that something was seen: by whom and where.</summary>
/// <param name="Flow">The flow of control.</param>
/// <param name="Execution">The test, request, process run or shard.</param>
/// <param name="Position">Where the later lock was taken.</param>
/// <param name="HeldPosition">Where the earlier lock had been taken, as far as known.</param>
public sealed record Witness(string Flow, string Execution, CodePosition Position, CodePosition HeldPosition)
{
    /// <summary>True where the earlier lock was held only because the flow was started by one that held it.</summary>
    public bool Inherited { get; init; }

    /// <summary>True where the order was not seen but declared.</summary>
    public bool Declared { get; init; }

    /// <summary>The instance of the earlier lock; 0: not known, or several. In the witnesses of a <see cref="GraphSnapshot"/> only, as all that follows.</summary>
    public long HeldInstance { get; init; }

    /// <summary>The instance of the later lock; 0: not known, or several.</summary>
    public long TakenInstance { get; init; }

    /// <summary>All that was held, oldest first, as far as it was kept.</summary>
    public IReadOnlyList<WitnessHold> Held { get; init; } = [];

    /// <summary>False where several sightings are counted in this one, and verdicts take it for any flow, any instance or no gate.</summary>
    public bool IsExact { get; init; }

    /// <summary>The flow's segment: its starts and joins begin a new one, and only within one nothing is known of the order of flows.</summary>
    public int Segment { get; init; }

    /// <summary>How often it was seen, as far as it was looked at: chains that are known are not.</summary>
    public int Count { get; init; }

    /// <summary>When it was seen last, as far as it was looked at.</summary>
    public DateTimeOffset LastSeen { get; init; }
}
