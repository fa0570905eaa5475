namespace LockValidator;

/// <summary>One step of a cycle that is judged: that a class was taken while another was held, and how that was seen.</summary>
internal sealed record CycleStep(ClassNode From, ClassNode To, IReadOnlyList<EdgeWitness> Witnesses, Dependency? Dependency)
{
    public static CycleStep Of(Dependency dependency) => new(dependency.From, dependency.To, WitnessesOf(dependency), dependency);

    /// <summary>Whether a flow that was seen at this step could wait while another one stands where a witness of another step was.</summary>
    public bool CanMeet(EdgeWitness other) =>
        Witnesses.Any(witness => Exclusion.Between(other, witness).Verdict == Verdict.Possible && Exclusion.Of(witness, this).Verdict == Verdict.Possible);

    private static IReadOnlyList<EdgeWitness> WitnessesOf(Dependency dependency)
    {
        if (dependency.Witnesses is { } known)
        {
            return known.All;
        }

        DependencyKinds kinds = dependency.Kinds | dependency.Refused;
        return [.. new[] { DependencyKinds.ER, DependencyKinds.EN, DependencyKinds.SR, DependencyKinds.SN }
            .Where(kind => (kinds & kind) != 0)
            .Select(kind => EdgeWitness.OfAny(dependency.Witness, kind))];
    }
}
