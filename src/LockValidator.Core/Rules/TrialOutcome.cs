namespace LockValidator;

/// <summary>What follows when an instance has proved to be a lock, or not to be one.</summary>
internal sealed record TrialOutcome(IReadOnlyList<TrialGrounds> ToReport, IReadOnlyList<Violation> ToRetract, IReadOnlyList<DependencyGrounds> Groundless)
{
    public static TrialOutcome Nothing { get; } = new([], [], []);
}
