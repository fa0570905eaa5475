namespace LockValidator;

/// <summary>
/// Cycles that are one behind the other, in a class that both go through. Each of them may be harmless while the two together are not: one flow
/// waits for one lock of the class, another holds it and waits for a third one, which holds what the first one has and another lock of the class.
/// Of a class with one lock there is no other one, and then each circle of flows is one in a single cycle already.
/// </summary>
internal static class JoinedCycles
{
    /// <summary>So many are looked at in one operation: enough for any program that was met. What is left out stays as harmless as its parts.</summary>
    public const int Most = 256;

    /// <summary>A cycle with each of those in the book that are harmless and share a class of several locks with it.</summary>
    public static IEnumerable<IReadOnlyList<Dependency>> With(CycleBook book, IReadOnlyList<Dependency> path) =>
        With(HarmlessIn(book), path, static step => step.From, static node => node.HasSeveralInstances);

    /// <summary>A cycle with each of others that share a class of several locks with it walked in between. Its first step stays the first.</summary>
    public static IEnumerable<IReadOnlyList<TStep>> With<TStep, TClass>(
        IEnumerable<IReadOnlyList<TStep>> harmless, IReadOnlyList<TStep> path, Func<TStep, TClass> from, Func<TClass, bool> hasSeveral)
        where TClass : notnull
    {
        int[] shared = [.. Enumerable.Range(0, path.Count).Where(i => hasSeveral(from(path[i])))];
        foreach (IReadOnlyList<TStep> other in shared.Length == 0 ? [] : harmless)
        {
            if (other.All(path.Contains))
            {
                continue;
            }

            foreach (int i in shared)
            {
                for (int j = 0; j < other.Count; j++)
                {
                    if (from(path[i]).Equals(from(other[j])))
                    {
                        IEnumerable<TStep> between = other.Skip(j).Concat(other.Take(j));
                        yield return i == 0 ? [.. path, .. between] : [.. path.Take(i), .. between, .. path.Skip(i)];
                    }
                }
            }
        }
    }

    /// <summary>A cycle over an order whose other cycle fails was reported with that: the order is to be repaired. The book is opened only if somebody asks.</summary>
    private static IEnumerable<IReadOnlyList<Dependency>> HarmlessIn(CycleBook book)
    {
        foreach (OpenCycle cycle in book.All)
        {
            if (cycle.Severity < Verdict.Possible.Severity() && cycle.Path.All(static step => step.Finding is not { FailsBuilds: true }))
            {
                yield return cycle.Path;
            }
        }
    }
}
