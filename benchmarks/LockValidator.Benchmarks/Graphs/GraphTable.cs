using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace LockValidator.Benchmarks;

/// <summary>What new dependencies cost, by the shape and size of the graph: <c>--graphs [--smoke] [SHAPE] [CLASSES]</c>.</summary>
internal static class GraphTable
{
    // How often each is measured: the smaller, the more other work shows.
    private static readonly (int Classes, int Rounds)[] s_sizes = [(1_000, 15), (10_000, 9), (100_000, 3), (1_000_000, 1)];

    // Beside each edge the way in which it was first seen and the references to others, which the bounds leave out.
    private const int WitnessPlace = 24 + 32;

    public static int RunAll(string[] args)
    {
        bool smoke = args.Contains("--smoke");
        string only = args.FirstOrDefault(static a => !a.StartsWith('-') && !char.IsDigit(a[0])) ?? "";
        int size = int.Parse(args.FirstOrDefault(static a => char.IsDigit(a[0])) ?? "0", CultureInfo.InvariantCulture);
        (int Classes, int Rounds)[] sizes = [.. s_sizes.Where(each => size > 0 ? each.Classes == size : !smoke || each.Classes <= 10_000)];
        var lines = new List<string>();
        foreach (GraphShape shape in GraphShape.All)
        {
            // Compiled before anything is measured.
            GraphBench.Measure(shape, 20_000, rounds: 1);
        }

        foreach (GraphShape shape in GraphShape.All.Where(shape => shape.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            foreach ((int classes, int rounds) in sizes)
            {
                lines.Add(LineOf(shape, classes, GraphBench.Measure(shape, classes, rounds)));
                Console.WriteLine(lines[^1]);
            }
        }

        AddFlows(lines, only, sizes);
        lines.Add(Text($"A thread that has taken locks: {FlowBench.BytesPerThread():N0} B (must: 40 KB)."));
        Console.WriteLine(lines[^1]);
        if (!smoke && only.Length == 0 && size == 0)
        {
            Write(lines);
        }

        return 0;
    }

    private static void AddFlows(List<string> lines, string only, (int Classes, int Rounds)[] sizes)
    {
        (int Classes, int Rounds)[] measured = [.. sizes.Where(static each => each.Classes <= 100_000)];
        lines.AddRange(["", "Through a flow: two nested acquisitions and their releases whose order is new, with the rules, the chain, the witness and the collections that it all causes; stacks off. Must: 1,500 ns.", ""]);
        lines.Add($"| shape | {string.Join(" | ", measured.Select(static each => Text($"{each.Classes:N0} classes, ns")))} |");
        lines.Add($"|---|{string.Concat(measured.Select(static _ => "---|"))}");
        FlowBench.Warm();
        foreach (GraphShape shape in GraphShape.All.Where(shape => shape.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            lines.Add($"| {shape.Name} | {string.Join(" | ", measured.Select(each => FlowBench.NewOrder(shape, each.Classes, each.Rounds) is var time && time <= 1_500 ? Text($"{time:N0}") : Text($"**{time:N0}**")))} |");
            Console.WriteLine(lines[^1]);
        }

        lines.Add("");
    }

    private static string LineOf(GraphShape shape, int size, GraphMeasurement m)
    {
        bool huge = size > 100_000;
        bool chain = m.Edges < 2 * size;
        string[] missed =
        [
            m.Average <= 1_500 || huge ? "" : "average",
            m.Steps <= 20_000 || huge ? "" : "steps",
            m.Tail <= 1e6 || huge ? "" : "p99.99",
            m.WorstOwn <= 20 ? "" : "pause",
            m.Worst <= 20 ? "" : "wall maximum",
            m.BytesPerClass <= 150 || size != 100_000 ? "" : "bytes per class",
            m.BytesPerEdge - WitnessPlace <= 50 || size != 100_000 || chain ? "" : "bytes per edge",
        ];
        string verdict = string.Join(", ", missed.Where(static what => what.Length > 0)) is { Length: > 0 } what ? $"**missed: {what}**" : "met";
        return Text($"| {shape.Name} | {size:N0} | {m.Edges:N0} | {m.Average:N0} | {m.Without:N0} | {m.Tail:N0} | {m.Worst:0.00} | {m.WorstMeeting:0.00} | {m.WorstOwn:0.00} | {m.Steps:N0} | {m.BytesPerClass:N0} | {m.BytesPerEdge - WitnessPlace:N0} + {WitnessPlace} | {verdict} |");
    }

    private static void Write(List<string> lines)
    {
        var text = new StringBuilder();
        text.AppendLine("# Results: new dependencies").AppendLine();
        text.AppendLine(Text($"`--graphs`, {DateTime.UtcNow:yyyy-MM-dd}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores.")).AppendLine();
        text.AppendLine("Must: a new edge 1,500 ns on average to 100,000 classes, no insertion above 20,000 steps (visits and relabels), p99.99 1 ms, no pause above 20 ms; 150 B a class and 50 B an edge at 100,000 classes, witnesses apart.").AppendLine();
        text.AppendLine(Text($"Medians of {string.Join(", ", s_sizes.Select(static each => Text($"{each.Rounds}")))} rounds by size. Times are processor time of the thread, for the machine does other work, which slows them all the same; \"wall max\" is the longest insertion of all rounds by the clock, with all that interrupted it, \"meet max\" the same of meeting a class. \"own max\" is the longest without the collections that fell into it; the average, p99.99 and the wall maximum have them. \"+ {WitnessPlace}\" is the place for an edge's witnesses.")).AppendLine();
        text.AppendLine("| shape | classes | edges | average ns | without GC | p99.99 ns | wall max ms | meet max ms | own max ms | most steps | B/class | B/edge | |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        lines.ForEach(line => text.AppendLine(line));
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "LockValidator.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        File.WriteAllText(Path.Combine(folder ?? ".", folder is null ? "RESULTS.Graphs.md" : "benchmarks/RESULTS.Graphs.md"), text.ToString());
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
