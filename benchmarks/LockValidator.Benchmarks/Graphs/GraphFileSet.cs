using System.Globalization;

namespace LockValidator.Benchmarks;

/// <summary>Writes many graph files for tests/merge-many.sh: each of classes and orders drawn from one pool, with runs, tests, flows, instances and choices of its own.</summary>
internal sealed class GraphFileSet
{
    private const int Pool = 5000, Classes = 2000, Edges = 8000;
    private const int Frames = 40, Segments = 200, Stacks = 1500, Depth = 6, Methods = 60_000;

    private readonly Random _random;
    private readonly GraphLineWriter _lines;
    private readonly Dictionary<string, int> _texts = [];
    private readonly int[] _counts = new int[(int)RecordKind.End + 1];

    private GraphFileSet(int number, Stream stream) => (_random, _lines) = (new Random(number), new GraphLineWriter(stream));

    /// <summary><c>--graph-files FOLDER COUNT [INVERTED]</c>: of a thousand orders so many run against the order that all others keep.</summary>
    public static int Run(string[] args)
    {
        int inverted = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 0;
        Directory.CreateDirectory(args[1]);
        for (int i = 0; i < int.Parse(args[2], CultureInfo.InvariantCulture); i++)
        {
            using FileStream stream = File.Create(Path.Combine(args[1], $"run-{i:D4}.lockgraph"));
            new GraphFileSet(i, stream).Write(i, inverted);
        }

        return 0;
    }

    private void Write(int number, int inverted)
    {
        _lines.Header("merge-many");
        int run = Row(RecordKind.Run, [Text($"run-{number}"), Text($"shard {number}"), 3 * Edges, Edges, 0]);
        int[] frames = Many(Frames, i => Row(RecordKind.Frame, [run, 100 + i, Text($"Tests.Case{_random.Next(20_000)}"), 0]));
        int[] segments = Many(Segments, i => Row(RecordKind.Segment, [frames[_random.Next(Frames)], i + 1, i + 7, Text($"flow {i % 50}"), i % 9, 0, -1, -1]));
        int[] chosen = [.. Enumerable.Range(0, Pool)];
        _random.Shuffle(chosen);
        int[] ids = [.. chosen.Take(Classes).Order().Select(c =>
            Row(RecordKind.Class, [Text($"Shop!Shop.Area{c % 97}.Store{c}._lock#0"), 0, 0, Text($"Store{c}._lock"), 4, 4, 0, 3, 1]))];
        int[] stacks = Many(Stacks, _ => Row(RecordKind.Stack, [.. Many(Depth, _ => FrameText(_random.Next(Methods))).Select(static text => (long)text)]));
        var seen = new HashSet<(int, int)>();
        while (seen.Count < Edges)
        {
            int one = _random.Next(Classes), other = _random.Next(Classes);
            (int from, int to) = _random.Next(1000) < inverted ? (Math.Max(one, other), Math.Min(one, other)) : (Math.Min(one, other), Math.Max(one, other));
            if (from != to && seen.Add((from, to)))
            {
                Edge(ids, ids[from], ids[to], segments, stacks);
            }
        }

        _lines.Numbers(RecordKind.End, [_lines.Lines]);
        _lines.Flush();
    }

    private void Edge(int[] ids, int from, int to, int[] segments, int[] stacks)
    {
        List<long> values = [from, to, 2, 0, 0];
        for (int i = _random.Next(5) == 0 ? 2 : 1; i > 0; i--)
        {
            int instance = 1000 + _random.Next(4000);
            long[] gate = _random.Next(10) < 4 ? [ids[_random.Next(Classes)], 1000 + _random.Next(4000), RecordedGate.Reliable] : [];
            int holds = Row(RecordKind.Holds, [.. gate, from, instance, RecordedGate.Reliable]);
            values.AddRange(
            [
                2, (long)WitnessFlags.Reliable, segments[_random.Next(Segments)], instance, 1000 + _random.Next(4000), holds,
                stacks[_random.Next(Stacks)], stacks[_random.Next(Stacks)], 1 + _random.Next(50), 1_780_000_000 + _random.Next(100_000),
            ]);
        }

        Row(RecordKind.Edge, [.. values]);
    }

    private int FrameText(int method) => Text($"Shop.Area{method % 97}.Store{method % Pool}.Do{method % 13} at Store{method % Pool}.cs:{10 + (method % 400)}");

    private int Row(RecordKind kind, long[] values)
    {
        _lines.Numbers(kind, values);
        return _counts[(int)kind]++;
    }

    private int Text(string text)
    {
        if (!_texts.TryGetValue(text, out int known))
        {
            _lines.Text(System.Text.Encoding.UTF8.GetBytes(text));
            _texts.Add(text, known = _texts.Count);
        }

        return known;
    }

    private static int[] Many(int count, Func<int, int> make)
    {
        int[] made = new int[count];
        for (int i = 0; i < count; i++)
        {
            made[i] = make(i);
        }

        return made;
    }
}
