using System.Globalization;

namespace LockValidator.Benchmarks;

/// <summary>The time of a new edge on average, by the shape and size of the graph. There is no bare lock to compare with: the price is that of learning.</summary>
internal static class NewEdges
{
    private const double MustMicroseconds = 1.5;

    public static IEnumerable<string> Lines(bool smoke)
    {
        // Compiled before it is measured.
        Measure(GraphShape.Random, 1_000);
        foreach (GraphShape shape in Enum.GetValues<GraphShape>())
        {
            foreach (int classes in smoke ? (int[])[1_000] : [1_000, 10_000, 100_000])
            {
                double each = Measure(shape, classes);
                string line = string.Create(CultureInfo.InvariantCulture,
                    $"| new edge | {shape}, {classes:N0} classes | 1.5 us | 0.7 us | - | - | - | {1000 * each:0} | - | {(each <= MustMicroseconds ? "met" : "**missed**")} |");
                Console.WriteLine(line);
                yield return line;
            }
        }
    }

    private static double Measure(GraphShape shape, int classes)
    {
        var benchmark = new NewEdgeBenchmarks { Shape = shape, Classes = classes };
        benchmark.Setup();
        GC.Collect();

        // Processor time: one run takes so long that on a busy machine the clock shows what others do.
        TimeSpan before = Environment.CpuUsage.TotalTime;
        benchmark.Learn();
        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / benchmark.EdgeCount;
    }
}
