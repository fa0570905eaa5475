using System.Text.Json;

namespace LockValidator;

/// <summary>Reads the verdict that a scenario gives of itself.</summary>
internal static class ExpectationParser
{
    /// <summary>Reads the value of the property that the line is at.</summary>
    public static Expectation Read(ref JsonLine line, bool isExact)
    {
        line.ReadStartOfObject("a verdict");
        int position = line.Position;
        var fields = new List<VerdictField>(8);
        Dictionary<string, string>? usage = null;
        List<ObservedEdge>? edges = null;
        List<int>? held = null;
        while (line.ReadProperty())
        {
            if (line.KeyIs("usage"u8))
            {
                usage = ReadUsage(ref line);
            }
            else if (line.KeyIs("edges"u8))
            {
                edges = ReadEdges(ref line);
            }
            else if (line.KeyIs("held"u8))
            {
                held = ReadHeld(ref line);
            }
            else if (line.KeyIs("text"u8) || line.KeyIs("off"u8) || line.KeyIs("chains"u8))
            {
                line.Skip();
            }
            else
            {
                ReadField(ref line, fields);
            }
        }

        return fields.Exists(static field => field.Key == VerdictFields.Report)
            ? new Expectation(isExact, fields, usage, edges, held)
            : throw line.ErrorAt(position, "the verdict has no \"report\".");
    }

    private static void ReadField(ref JsonLine line, List<VerdictField> fields)
    {
        string key = line.GetString("a key");
        line.Read();
        switch (line.Token)
        {
            case JsonTokenType.String:
                fields.Add(VerdictField.Of(key, line.GetString(key)));
                break;
            case JsonTokenType.Number:
                fields.Add(VerdictField.Of(key, line.GetInt($"\"{key}\"")));
                break;
            case JsonTokenType.StartArray:
                var list = new List<string>(4);
                for (line.Read(); line.Token != JsonTokenType.EndArray; line.Read())
                {
                    list.Add(line.GetString($"each of \"{key}\""));
                }

                fields.Add(VerdictField.Of(key, list));
                break;
            default:
                // Null is "not there"; an object or a flag is none of the keys that are compared.
                line.Skip();
                break;
        }
    }

    private static Dictionary<string, string> ReadUsage(ref JsonLine line)
    {
        var usage = new Dictionary<string, string>();
        line.ReadStartOfObject("\"usage\"");
        while (line.ReadProperty())
        {
            string label = line.GetString("a class");
            usage[label] = line.ReadString("usage letters");
        }

        return usage;
    }

    private static List<ObservedEdge> ReadEdges(ref JsonLine line)
    {
        var edges = new List<ObservedEdge>();
        line.ReadStartOfArray("\"edges\"");
        for (line.Read(); line.Token != JsonTokenType.EndArray; line.Read())
        {
            if (line.Token != JsonTokenType.StartArray)
            {
                throw line.Error("an edge must be an array.");
            }

            string from = line.ReadString("the first class of an edge");
            string to = line.ReadString("the second class of an edge");
            string kinds = line.ReadString("the kinds of an edge");
            if (!Enum.TryParse(kinds, out DependencyKinds parsed))
            {
                throw line.Error($"\"{kinds}\" are not kinds of an edge: of ER, EN, SR and SN.");
            }

            edges.Add(new ObservedEdge(from, to, parsed));
            for (line.Read(); line.Token != JsonTokenType.EndArray; line.Read())
            {
                line.Skip();
            }
        }

        return edges;
    }

    private static List<int> ReadHeld(ref JsonLine line)
    {
        var held = new List<int>();
        line.ReadStartOfArray("\"held\"");
        for (line.Read(); line.Token != JsonTokenType.EndArray; line.Read())
        {
            held.Add(line.GetInt("a depth"));
        }

        return held;
    }
}
