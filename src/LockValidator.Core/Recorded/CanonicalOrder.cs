namespace LockValidator;

/// <summary>An order of classes and dependencies that their content alone decides.</summary>
internal static class CanonicalOrder
{
    /// <summary>The runs by id.</summary>
    public static int[] OfRuns(GraphStore store)
    {
        int[] runs = [.. Enumerable.Range(0, store.Runs.Count)];
        Array.Sort(runs, (one, other) => store.Texts.Bytes(store.Runs[one].Id).SequenceCompareTo(store.Texts.Bytes(store.Runs[other].Id)));
        return runs;
    }

    /// <summary>The classes by stable id, byte by byte.</summary>
    public static int[] OfClasses(GraphStore store)
    {
        int[] classes = [.. Enumerable.Range(0, store.Classes.Count)];
        Array.Sort(classes, (one, other) =>
        {
            RecordedClass first = store.Classes[one], second = store.Classes[other];
            int order = first.StableId == second.StableId ? 0 : store.Texts.Bytes(first.StableId).SequenceCompareTo(store.Texts.Bytes(second.StableId));
            order = order != 0 ? order : first.Occurrence.CompareTo(second.Occurrence);
            return order != 0 ? order : first.Subclass.CompareTo(second.Subclass);
        });
        return classes;
    }

    /// <summary>By class, its place in that order.</summary>
    public static int[] Ranks(GraphStore store)
    {
        int[] classes = OfClasses(store);
        int[] ranks = new int[classes.Length];
        for (int i = 0; i < classes.Length; i++)
        {
            ranks[classes[i]] = i;
        }

        return ranks;
    }

    /// <summary>The dependencies by the classes where they start, then where they end.</summary>
    public static int[] OfEdges(GraphStore store)
    {
        int[] ranks = Ranks(store);
        int[] edges = new int[store.Edges.Count];
        long[] keys = new long[edges.Length];
        for (int i = 0; i < edges.Length; i++)
        {
            EdgeEntry edge = store.Edges[i];
            edges[i] = i;
            keys[i] = ((long)ranks[edge.From] << 32) | (uint)ranks[edge.To];
        }

        Array.Sort(keys, edges);
        return edges;
    }
}
