namespace LockValidator;

/// <summary>One step of a cycle that is judged: that a class was taken while another was held, and how that was seen.</summary>
internal sealed record CycleStep(ClassNode From, ClassNode To, IReadOnlyList<EdgeWitness> Witnesses, Dependency? Dependency)
{
    public static CycleStep Of(Dependency dependency) => new(dependency.From, dependency.To, WitnessesOf(dependency), dependency);

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
