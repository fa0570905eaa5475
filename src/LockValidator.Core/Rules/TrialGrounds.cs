namespace LockValidator;

/// <summary>What a finding rests on, as far as that may fall away: demotable instances that it is about, and dependencies learnt from such alone.</summary>
internal sealed record TrialGrounds(Violation Finding, IReadOnlyList<long> Instances, IReadOnlyList<DependencyGrounds> Dependencies)
{
    /// <summary>The scopes of the flows that made it, each once; null for code outside of all.</summary>
    public List<LockScope?> Receivers { get; } = [LockScope.Receiver];

    /// <summary>Null where the finding rests on firm ground only.</summary>
    public static TrialGrounds? Of(Situation s, int holding, List<Dependency>? path, Violation finding)
    {
        List<long>? instances = null;
        if (s.Acquisition.IsDemotable)
        {
            (instances ??= []).Add(s.Acquisition.Instance);
            s.Flow.Checker.Trials.Meet(s.Acquisition.Instance, s.Acquisition.IsOnTrial);
        }

        if (holding > 0 && s.Held[holding].Bits.IsDemotable)
        {
            (instances ??= []).Add(s.Held[holding].Instance);
            s.Flow.Checker.Trials.Meet(s.Held[holding].Instance, s.Held[holding].Bits.IsOnTrial);
        }

        List<DependencyGrounds>? loose = path?.Select(static dependency => dependency.Grounds).OfType<DependencyGrounds>().ToList();
        return instances is null && loose is not { Count: > 0 } ? null : new TrialGrounds(finding, instances ?? [], loose ?? []);
    }
}
