using System.Text;
using System.Text.Json;

namespace LockValidator;

/// <summary>Reads JSON with comments and trailing commas, and keeps where each value stands. Where the file breaks off, what came before is kept.</summary>
internal sealed class BaselineParser
{
    private readonly byte[] _text;
    private readonly List<int> _lineStarts = [0];

    private BaselineParser(byte[] text)
    {
        _text = text;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    /// <param name="text">UTF-8, with or without a byte order mark.</param>
    /// <param name="file">What problems call it.</param>
    /// <param name="problems">Where a problem goes.</param>
    /// <returns>The root; null where not even that could be read.</returns>
    public static BaselineNode? Parse(byte[] text, string file, List<BaselineProblem> problems)
    {
        byte[] plain = text.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
        var parser = new BaselineParser(plain);
        BaselineNode? root = null;
        var reader = new Utf8JsonReader(plain, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        try
        {
            parser.Read(ref reader, ref root);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            (int line, int column) = e is JsonException { LineNumber: { } at, BytePositionInLine: { } byteInLine }
                ? parser.PlaceOf((int)Math.Min(parser._lineStarts[(int)Math.Min(at, parser._lineStarts.Count - 1)] + byteInLine, plain.Length))
                : parser.PlaceOf((int)reader.TokenStartIndex);
            problems.Add(new BaselineProblem(file, line, column, "this is no JSON from here on, and nothing that follows counts: " + Sentence(e.Message)));
        }

        return root;
    }

    private void Read(ref Utf8JsonReader reader, ref BaselineNode? root)
    {
        var open = new Stack<BaselineNode>();
        (string Key, int Line, int Column)? key = null;
        while (reader.Read())
        {
            (int line, int column) = PlaceOf((int)reader.TokenStartIndex);
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    key = (reader.GetString()!, line, column);
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    BaselineNode closed = open.Pop();
                    closed.IsWhole = true;
                    closed.End = (int)reader.BytesConsumed;
                    continue;
                default:
                    break;
            }

            BaselineNode node = NodeOf(ref reader, line, column);
            root ??= node;
            if (open.TryPeek(out BaselineNode? around))
            {
                if (key is { } named)
                {
                    around.Members.Add((named.Key, named.Line, named.Column, node));
                    key = null;
                }
                else
                {
                    around.Items.Add(node);
                }
            }

            if (node.Kind is BaselineNodeKind.Object or BaselineNodeKind.List)
            {
                open.Push(node);
            }
        }
    }

    private static BaselineNode NodeOf(ref Utf8JsonReader reader, int line, int column) => reader.TokenType switch
    {
        JsonTokenType.StartObject => new BaselineNode(BaselineNodeKind.Object, line, column) { Start = (int)reader.TokenStartIndex },
        JsonTokenType.StartArray => new BaselineNode(BaselineNodeKind.List, line, column) { Start = (int)reader.TokenStartIndex },
        JsonTokenType.String => new BaselineNode(BaselineNodeKind.Text, line, column) { Text = reader.GetString()!, IsWhole = true, End = (int)reader.BytesConsumed },
        _ => new BaselineNode(BaselineNodeKind.Other, line, column) { Text = Encoding.UTF8.GetString(reader.ValueSpan), IsWhole = true, End = (int)reader.BytesConsumed },
    };

    private (int Line, int Column) PlaceOf(int index)
    {
        int line = _lineStarts.BinarySearch(index);
        line = line < 0 ? ~line - 1 : line;
        return (line + 1, Encoding.UTF8.GetCharCount(_text, _lineStarts[line], index - _lineStarts[line]) + 1);
    }

    /// <summary>The reader's message ends with its own count of lines and bytes.</summary>
    private static string Sentence(string message)
    {
        int end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).Trim();
    }
}
