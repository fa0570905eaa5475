namespace LockValidator.Benchmarks;

/// <summary>Makes the edges of a shape, always the same ones.</summary>
internal static class GraphEdges
{
    private const int Seed = 20_260_101, PerClass = 4;

    public static List<(int From, int To)> Of(GraphShape shape, int classes)
    {
        var random = new Random(Seed);
        if (shape is GraphShape.ChainHeadFirst or GraphShape.ChainTailFirst)
        {
            List<(int, int)> chain = [.. Enumerable.Range(0, classes - 1).Select(static i => (i, i + 1))];
            if (shape == GraphShape.ChainTailFirst)
            {
                chain.Reverse();
            }

            return chain;
        }

        int[] hidden = [.. Enumerable.Range(0, classes)];
        random.Shuffle(hidden);
        var edges = new List<(int, int)>(PerClass * classes);
        for (int i = 0; i < PerClass * classes; i++)
        {
            int low = random.Next(classes - 1);
            int high = shape switch
            {
                GraphShape.Layered => low + 1 + random.Next(Math.Min(Math.Max(1, classes / 20), classes - 1 - low)),
                GraphShape.Hub when i % 10 != 0 => Math.Max(low + 1, classes - 1 - random.Next(Math.Max(1, classes / 100))),
                _ => low + 1 + random.Next(classes - 1 - low),
            };
            edges.Add((hidden[low], hidden[high]));
        }

        return edges;
    }
}
