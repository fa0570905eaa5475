using System.Text;

namespace LockValidator;

/// <summary>The lines of a report. They end in a line feed on every system, so that reports can be compared.</summary>
internal sealed class ReportText
{
    private readonly StringBuilder _text = new();

    public void Line(string line = "") => _text.Append(line.AsSpan().TrimEnd(' ')).Append('\n');

    /// <summary>A blank line and a heading.</summary>
    public void Section(string heading)
    {
        Line();
        Line(heading);
    }

    /// <summary>A label of at most ten letters and its value; further values of the label follow with an empty one.</summary>
    public void Labelled(string label, string value) => Line($"  {label,-10} {value}");

    /// <summary>Rows of cells, aligned; a cell wider than <paramref name="widest"/> pushes its own row only.</summary>
    public void Table(IReadOnlyList<string[]> rows, int widest = 44)
    {
        var widths = new int[rows.Count == 0 ? 0 : rows[0].Length];
        foreach (string[] row in rows)
        {
            for (int i = 0; i < row.Length; i++)
            {
                widths[i] = Math.Max(widths[i], Math.Min(row[i].Length, widest));
            }
        }

        foreach (string[] row in rows)
        {
            var line = new StringBuilder();
            for (int i = 0; i < row.Length; i++)
            {
                // A column in which every cell is empty takes no room.
                if (widths[i] > 0)
                {
                    line.Append(row[i].PadRight(widths[i])).Append("  ");
                }
            }

            Line(line.ToString());
        }
    }

    public void WriteTo(TextWriter writer)
    {
        foreach (ReadOnlyMemory<char> chunk in _text.GetChunks())
        {
            writer.Write(chunk.Span);
        }
    }

    public override string ToString() => _text.ToString();
}
