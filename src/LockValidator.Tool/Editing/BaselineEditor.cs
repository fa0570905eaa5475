using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LockValidator;

/// <summary>Adds entries to the text of a baseline file, and leaves everything else in it as it was written: comments, order, layout.</summary>
internal sealed class BaselineEditor
{
    private const string NewFile = """
        {
          "version": 1,
          "allow": [
          ]
        }

        """;

    // For people to read: only what would break a text or show it otherwise is escaped.
    private static readonly JsonSerializerOptions s_text = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] _text;
    private readonly BaselineNode _root;

    private BaselineEditor(byte[] text, BaselineNode root) => (_text, _root) = (text, root);

    /// <param name="text">A file that has no problems, with or without a byte order mark, which is not kept; null: there is none yet.</param>
    public static BaselineEditor Open(byte[]? text)
    {
        byte[] bytes = text is null ? Encoding.UTF8.GetBytes(NewFile) : text.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
        return new BaselineEditor(bytes, BaselineParser.Parse(bytes, "", []) ?? throw new ArgumentException("There is no object in the file.", nameof(text)));
    }

    /// <summary>The text with more entries in it, at the end of what is allowed.</summary>
    public byte[] Add(IEnumerable<LockAllowance> entries)
    {
        string[] lines = [.. entries.Select(Line)];
        BaselineNode? allow = _root.Members.Find(static member => member.Key == "allow").Value;
        return allow is not null
            ? Insert(allow, allow.Items.Count == 0 ? null : allow.Items[^1], lines, "    ", "  ")
            : Insert(_root, _root.Members.Count == 0 ? null : _root.Members[^1].Value, ["\"allow\": [\n" + string.Concat(lines.Select(static line => $"    {line},\n")) + "  ]"], "  ", "");
    }

    /// <summary>Puts lines before the end of a list or object.</summary>
    private byte[] Insert(BaselineNode around, BaselineNode? last, string[] lines, string indent, string closing)
    {
        string newLine = _text.AsSpan().Contains((byte)'\r') ? "\r\n" : "\n";
        int end = around.End - 1;
        bool needsComma = last is not null && !HasComma(last.End, end);
        int lineStart = _text.AsSpan(0, end).LastIndexOf((byte)'\n') + 1;
        bool ownLine = lineStart > around.Start && _text.AsSpan(lineStart, end - lineStart).IndexOfAnyExcept((byte)' ', (byte)'\t') < 0;
        int at = ownLine ? lineStart : end;
        string added = (ownLine ? "" : newLine) + string.Concat(lines.Select(line => $"{indent}{line},{newLine}")).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", newLine, StringComparison.Ordinal) + (ownLine ? "" : closing);
        return
        [
            .. _text.AsSpan(0, last?.End ?? at),
            .. needsComma ? ","u8 : [],
            .. _text.AsSpan((last?.End ?? at)..at),
            .. Encoding.UTF8.GetBytes(added),
            .. _text.AsSpan(at..),
        ];
    }

    /// <summary>Whether a comma stands between two places, outside of comments.</summary>
    private bool HasComma(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (_text[i] == '/' && i + 1 < to)
            {
                ReadOnlySpan<byte> rest = _text.AsSpan((i + 2)..to);
                int length = _text[i + 1] == '*' ? rest.IndexOf("*/"u8) + 2 : rest.IndexOfAny((byte)'\n', (byte)'\r');
                i += length < 0 ? to : length + 1;
            }
            else if (_text[i] == ',')
            {
                return true;
            }
        }

        return false;
    }

    private static string Line(LockAllowance entry)
    {
        string[] parts =
        [
            .. entry.Kind is { } kind ? new[] { $"\"rule\": {Text(kind.RuleId())}" } : [],
            .. entry.Classes.Count > 0 ? new[] { $"\"classes\": [{string.Join(", ", entry.Classes.Select(Text))}]" } : [],
            $"\"reason\": {Text(entry.Reason)}",
            .. entry.Expires is { } day ? new[] { FormattableString.Invariant($"\"expires\": \"{day:yyyy-MM-dd}\"") } : [],
        ];
        return $"{{ {string.Join(", ", parts)} }}";
    }

    private static string Text(string text)
    {
        var shown = new StringBuilder();
        foreach (char each in JsonSerializer.Serialize(text, s_text))
        {
            // Whoever reviews the file must see what it says: direction marks and the like would show it otherwise.
            _ = CharUnicodeInfo.GetUnicodeCategory(each) == UnicodeCategory.Format ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)each:X4}") : shown.Append(each);
        }

        return shown.ToString();
    }
}
