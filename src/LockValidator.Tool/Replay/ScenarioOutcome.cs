namespace LockValidator;

/// <summary>What came of one scenario, or of one recording.</summary>
internal sealed record ScenarioOutcome
{
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required string File { get; init; }

    public required long Line { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>How often the cause of a known finding was met again.</summary>
    public required long Repeated { get; init; }

    public required long Acquisitions { get; init; }

    public required int Classes { get; init; }

    public required int Dependencies { get; init; }

    /// <summary>Failures inside the checker: anything but 0 is a defect of it, and what came of the replay is not to be trusted.</summary>
    public required long InternalFailures { get; init; }

    /// <summary>Null where nobody asked for it.</summary>
    public required ObservedState? State { get; init; }

    /// <summary>The verdict that the scenario itself gives; null where it gives none, or nobody asked.</summary>
    public Expectation? Expected { get; init; }

    /// <summary>True for a recording, whose findings are shown as they are made.</summary>
    public bool IsRecording { get; init; }
}
