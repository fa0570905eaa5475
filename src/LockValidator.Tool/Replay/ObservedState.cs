namespace LockValidator;

/// <summary>What a checker knew at the end of a replay.</summary>
/// <param name="Usage">The usage letters by class, in the order in which the classes were met.</param>
/// <param name="Edges">The dependencies, in the order in which they were first seen.</param>
/// <param name="Held">How much each task holds, without the zeros at the end.</param>
/// <param name="Chains">Distinct sequences of held locks.</param>
internal sealed record ObservedState(
    IReadOnlyList<KeyValuePair<string, string>> Usage, IReadOnlyList<ObservedEdge> Edges, IReadOnlyList<int> Held, int Chains)
{
    public static ObservedState Of(LockChecker checker, IReadOnlyList<int> held)
    {
        GraphSnapshot graph = checker.Snapshot();
        return new ObservedState(
            [.. graph.Classes.Select(static type => KeyValuePair.Create(type.Label, type.Usage))],
            [.. graph.Dependencies.Select(static step => new ObservedEdge(step.From.Label, step.To.Label, step.Kinds))],
            held,
            checker.Statistics.Chains);
    }
}
