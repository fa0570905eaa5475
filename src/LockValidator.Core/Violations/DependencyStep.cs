namespace LockValidator;

/// <summary>One step of a cycle or path: <paramref name="To"/> was taken while <paramref name="From"/> was held.</summary>
/// <param name="From">The class that was held.</param>
/// <param name="To">The class that was taken.</param>
/// <param name="Kinds">In which modes that was seen, of ER, EN, SR, SN.</param>
/// <param name="Witness">When it was first seen.</param>
public sealed record DependencyStep(ClassSnapshot From, ClassSnapshot To, DependencyKinds Kinds, Witness Witness)
{
    /// <summary>The ways in which it was seen that a verdict can rest on, in a <see cref="GraphSnapshot"/>: few, what is too much is merged. Empty: any.</summary>
    public IReadOnlyList<Witness> Witnesses { get; init; } = [];
}
