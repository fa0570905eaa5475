namespace LockValidator;

/// <summary>
/// The ways back that make cycles with a dependency, as far as they are looked at: the shortest ones and, where there are more, the shortest that each
/// witness of the dependency can meet. However many guarded ways there are, they must not hide one that is not. Where the budget
/// is spent, there are ways that nobody has judged: the cycle counts as possible.
/// </summary>
internal static class WaysBack
{
    public static IEnumerable<IReadOnlyList<Dependency>> Of(DependencyGraph graph, Dependency closing, SearchBudget budget)
    {
        IReadOnlyList<IReadOnlyList<Dependency>> shortest = CyclePaths.Between(graph, closing.To, closing.From, static _ => true, budget, out bool isCut);
        IEnumerable<EdgeWitness> witnesses = isCut && !budget.IsSpent ? CycleStep.Of(closing).Witnesses : [];
        return shortest.Concat(witnesses.TakeWhile(_ => !budget.IsSpent).SelectMany(witness => CyclePaths.Between(graph, closing.To, closing.From, step => CycleStep.Of(step).CanMeet(witness), budget, out _)));
    }
}
