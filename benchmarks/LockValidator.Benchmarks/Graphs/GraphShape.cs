namespace LockValidator.Benchmarks;

/// <summary>One way in which the dependencies of a program come: pairs of classes without a cycle, in the order in which they are learnt.</summary>
internal sealed record GraphShape(string Name, Func<int, IEnumerable<(int From, int To)>> Edges)
{
    private const int EdgesPerClass = 4;

    public static IReadOnlyList<GraphShape> All { get; } =
    [
        new("random", static n => Shuffled(n, static (random, n) => (random.Next(n), random.Next(n)))),
        new("layered", static n => Shuffled(n, static (random, n) =>
        {
            // An order of locks spans a twentieth of the hierarchy at most.
            int from = random.Next(n);
            return (from, from + random.Next(Math.Max(2, n / 20)));
        })),
        new("hub", static n => Shuffled(n, static (random, n) => (random.Next(n), random.Next(10) > 0 ? n - 1 - random.Next(Math.Max(1, n / 100)) : random.Next(n)))),
        new("chain, head first", static n => Enumerable.Range(0, n - 1).Select(static i => (i, i + 1))),
        new("chain, tail first", static n => Enumerable.Range(0, n - 1).Select(i => (n - 2 - i, n - 1 - i))),
    ];

    // A hidden order that the classes are not met in: number i of it is class hidden[i]. Repeated pairs are left out.
    private static IEnumerable<(int From, int To)> Shuffled(int n, Func<Random, int, (int From, int To)> draw)
    {
        var random = new Random(1);
        int[] hidden = [.. Enumerable.Range(0, n)];
        random.Shuffle(hidden);
        var seen = new HashSet<long>(EdgesPerClass * n);
        while (seen.Count < (long)EdgesPerClass * n)
        {
            (int from, int to) = draw(random, n);
            (from, to) = (Math.Min(from, to), Math.Max(from, to));
            if (from != to && to < n && seen.Add(((long)from * n) + to))
            {
                yield return (hidden[from], hidden[to]);
            }
        }
    }
}
