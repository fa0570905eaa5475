namespace LockValidator;

/// <summary>
/// Puts classes in a row so that few orders run against it (Eades, Lin and Smyth, 1993): who has no order into it comes next, and where there is
/// none, who has most orders out of it over those into it. Where the orders have no cycle, none runs against the row.
/// </summary>
internal static class MajorityOrder
{
    /// <summary>The classes, in a row. The same orders give the same row, however the classes are numbered.</summary>
    /// <param name="arcs">The orders, as classes.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="ranks">By class what decides between two that are alike.</param>
    public static List<int> Of(IReadOnlyList<(int From, int To)> arcs, int classes, int[] ranks)
    {
        int[] into = new int[classes], outOf = new int[classes];
        foreach ((int from, int to) in arcs)
        {
            outOf[from]++;
            into[to]++;
        }

        int[][] after = Neighbours(arcs, outOf, static arc => (arc.From, arc.To));
        int[][] before = Neighbours(arcs, into, static arc => (arc.To, arc.From));
        List<int> left = [.. Enumerable.Range(0, classes).Where(type => into[type] + outOf[type] > 0).OrderBy(type => ranks[type])];
        bool[] isTaken = new bool[classes];
        var free = new Queue<int>(left.Where(type => into[type] == 0));
        var row = new List<int>(left.Count);
        for (int count = left.Count; row.Count < count;)
        {
            if (!free.TryDequeue(out int next))
            {
                left.RemoveAll(type => isTaken[type]);
                next = left.MaxBy(type => outOf[type] - into[type]);
            }

            Take(next);
        }

        return row;

        void Take(int type)
        {
            isTaken[type] = true;
            row.Add(type);
            foreach (int other in after[type])
            {
                if (--into[other] == 0 && !isTaken[other])
                {
                    free.Enqueue(other);
                }
            }

            foreach (int other in before[type])
            {
                outOf[other]--;
            }
        }
    }

    private static int[][] Neighbours(IReadOnlyList<(int From, int To)> arcs, int[] counts, Func<(int From, int To), (int Of, int Other)> ends)
    {
        int[][] all = Array.ConvertAll(counts, static count => new int[count]);
        int[] filled = new int[counts.Length];
        foreach ((int, int) arc in arcs)
        {
            (int of, int other) = ends(arc);
            all[of][filled[of]++] = other;
        }

        return all;
    }
}
