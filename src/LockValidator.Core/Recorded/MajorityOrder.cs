namespace LockValidator;

/// <summary>
/// Puts classes in a row so that few orders run against it (Eades, Lin and Smyth, 1993): who has no order into it comes next, and where there is
/// none, who has most orders out of it over those into it. Where the orders have no cycle, none runs against the row.
/// </summary>
internal static class MajorityOrder
{
    /// <summary>The classes, in a row. The same orders give the same row, however the classes are numbered.</summary>
    /// <param name="count">How many orders there are.</param>
    /// <param name="arc">The classes of an order, by its number.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="ranks">By class what decides between two that are alike.</param>
    public static List<int> Of(int count, Func<int, (int From, int To)> arc, int classes, int[] ranks)
    {
        int[] into = new int[classes], outOf = new int[classes];
        for (int i = 0; i < count; i++)
        {
            (int from, int to) = arc(i);
            outOf[from]++;
            into[to]++;
        }

        int[][] after = Array.ConvertAll(outOf, static neighbours => new int[neighbours]), before = Array.ConvertAll(into, static neighbours => new int[neighbours]);
        int[] nextAfter = new int[classes], nextBefore = new int[classes];
        for (int i = 0; i < count; i++)
        {
            (int from, int to) = arc(i);
            after[from][nextAfter[from]++] = to;
            before[to][nextBefore[to]++] = from;
        }

        List<int> left = [.. Enumerable.Range(0, classes).Where(type => into[type] + outOf[type] > 0).OrderBy(type => ranks[type])];
        bool[] isTaken = new bool[classes];
        var free = new Queue<int>(left.Where(type => into[type] == 0));
        var row = new List<int>(left.Count);
        for (int all = left.Count; row.Count < all;)
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
}
