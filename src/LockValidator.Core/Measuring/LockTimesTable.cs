using System.Globalization;
using System.Text;

namespace LockValidator;

/// <summary>Measured lock times as a text table.</summary>
public static class LockTimesTable
{
    private static readonly string[] s_heads =
        ["class", "mode", "taken", "again", "contended", "given up", "wait min", "wait max", "wait total", "wait 99%", "hold min", "hold max", "hold total", "hold 99%", "depth"];

    /// <summary>Writes a table: the classes that were waited for longest first, then those held longest.</summary>
    /// <param name="times">The figures, as <see cref="LockChecker.MeasuredTimes"/> gives them.</param>
    /// <returns>Lines of text, with the places of contention under the row of their class.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="times"/> is null.</exception>
    public static string Render(IReadOnlyList<LockTimes> times)
    {
        ArgumentNullException.ThrowIfNull(times);
        List<LockTimes> sorted = [.. times.OrderByDescending(static t => t.Wait.Total).ThenByDescending(static t => t.Hold.Total).ThenBy(static t => t.Name, StringComparer.Ordinal).ThenBy(static t => t.Mode)];
        List<string[]> rows = [s_heads, .. sorted.Select(Cells)];
        int[] widths = [.. Enumerable.Range(0, s_heads.Length).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        for (int i = 0; i < rows.Count; i++)
        {
            IEnumerable<string> cells = rows[i].Select((cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
            foreach (CodePosition site in i == 0 ? [] : sorted[i - 1].ContentionSites)
            {
                text.Append("    waited for at ").Append(TextReport.SafeName(site.ToString())).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string[] Cells(LockTimes t) =>
    [
        TextReport.SafeName(t.Name), t.Mode.ToString(), Number(t.Acquisitions), Number(t.Reentries), Number(t.Contentions), Number(t.Failures),
        .. Durations(t.Wait), .. Durations(t.Hold), Number(t.MaxDepth),
    ];

    private static string[] Durations(DurationSummary d) =>
        d.Count == 0 ? ["-", "-", "-", "-"] : [Duration(d.Min), Duration(d.Max), Duration(d.Total), Duration(d.Percentile(0.99))];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMicroseconds:0.0} us"),
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.00} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.00} s"),
    };
}
