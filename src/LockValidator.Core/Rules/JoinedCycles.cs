namespace LockValidator;

/// <summary>
/// Cycles that are one behind the other, in a class that both go through. Each of them may be harmless while the two together are not: one flow
/// waits for one lock of the class, another holds it and waits for a third one, which holds what the first one has and another lock of the class.
/// </summary>
internal static class JoinedCycles
{
    // Enough for any program that was met; what is left out stays as harmless as its parts.
    private const int Most = 256;

    /// <summary>A cycle with each of those in the book that are harmless and share a class with it.</summary>
    public static IEnumerable<IReadOnlyList<Dependency>> With(CycleBook book, IReadOnlyList<Dependency> path) =>
        With(book.All.Where(static other => other.Severity < Verdict.Possible.Severity()).Select(static other => other.Path), path, static step => step.From);

    /// <summary>A cycle with each of others that share a class with it walked in between. Its first step stays the first.</summary>
    public static IEnumerable<IReadOnlyList<TStep>> With<TStep, TClass>(IEnumerable<IReadOnlyList<TStep>> harmless, IReadOnlyList<TStep> path, Func<TStep, TClass> from)
        where TClass : notnull
    {
        int count = 0;
        foreach (IReadOnlyList<TStep> other in harmless)
        {
            if (other.All(path.Contains))
            {
                continue;
            }

            for (int i = 0; i < path.Count; i++)
            {
                for (int j = 0; j < other.Count; j++)
                {
                    if (!from(path[i]).Equals(from(other[j])))
                    {
                        continue;
                    }

                    if (++count > Most)
                    {
                        yield break;
                    }

                    IEnumerable<TStep> between = other.Skip(j).Concat(other.Take(j));
                    yield return i == 0 ? [.. path, .. between] : [.. path.Take(i), .. between, .. path.Skip(i)];
                }
            }
        }
    }
}
