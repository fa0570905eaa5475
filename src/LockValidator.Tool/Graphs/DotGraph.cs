namespace LockValidator;

/// <summary>A graph for Graphviz. Names are made harmless, then quoted.</summary>
internal static class DotGraph
{
    public static void Write(TextWriter output, GraphContent content)
    {
        output.WriteLine("digraph locks {");
        output.WriteLine("  rankdir=LR; node [shape=box, style=rounded];");
        for (int i = 0; i < content.Classes.Count; i++)
        {
            output.WriteLine(FormattableString.Invariant($"  n{i} [label={Quote(content.Classes[i].Name)}, tooltip={Quote(content.Classes[i].Label)}];"));
        }

        foreach (DependencyStep order in content.Orders)
        {
            (string, string) ends = (order.From.Name, order.To.Name);
            string style = content.Contradicting.Contains(ends) ? ", color=red, style=dashed" : content.InCycles.Contains(ends) ? ", color=red" : "";
            output.WriteLine(FormattableString.Invariant($"  n{content.NumberOf(order.From)} -> n{content.NumberOf(order.To)} [label={Quote(order.Kinds.ToString())}, tooltip={Quote(order.Witness.Position.ToString())}{style}];"));
        }

        output.WriteLine("}");
    }

    /// <summary>Graphviz reads the entities of HTML in labels.</summary>
    private static string Quote(string text) => "\"" + TextReport.SafeName(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
