using System.Globalization;
using System.Text;

namespace LockValidator;

/// <summary>A graph for Mermaid. What is not a letter or digit of a name goes in as a number, so that nothing of it is syntax.</summary>
internal static class MermaidGraph
{
    public static void Write(TextWriter output, GraphContent content)
    {
        output.WriteLine("flowchart LR");
        for (int i = 0; i < content.Classes.Count; i++)
        {
            output.WriteLine(FormattableString.Invariant($"  n{i}[\"{Escape(content.Classes[i].Name)}\"]"));
        }

        var inCycles = new List<int>();
        for (int i = 0; i < content.Orders.Count; i++)
        {
            DependencyStep order = content.Orders[i];
            (string, string) ends = (order.From.Name, order.To.Name);
            string arrow = content.Contradicting.Contains(ends) ? "-.->" : "-->";
            output.WriteLine(FormattableString.Invariant($"  n{content.NumberOf(order.From)} {arrow} n{content.NumberOf(order.To)}"));
            if (content.InCycles.Contains(ends))
            {
                inCycles.Add(i);
            }
        }

        if (inCycles.Count > 0)
        {
            output.WriteLine($"  linkStyle {string.Join(',', inCycles.Select(static each => each.ToString(CultureInfo.InvariantCulture)))} stroke:red");
        }
    }

    private static string Escape(string name)
    {
        var escaped = new StringBuilder();
        foreach (Rune rune in TextReport.SafeName(name).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '.' or '_' or '/')
            {
                escaped.Append(rune);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            }
        }

        return escaped.ToString();
    }
}
