using System.Globalization;
using System.Text;

namespace LockValidator;

/// <summary>Makes text that a user chose harmless in a report: names of locks, flows, tests and methods.</summary>
/// <remarks>
/// Invariant: a result has no line break, no control, format or bidirectional character and no unpaired surrogate, and its length
/// is bounded; so a name can neither forge a line of a report nor break one. Different short inputs give different results.
/// </remarks>
internal static class SafeText
{
    public const int NameLimit = 120;
    public const int FrameLimit = 240;
    public const int SentenceLimit = 600;

    /// <summary>What a hidden character becomes, at most, for each unit of its own length.</summary>
    private const int LongestCode = 6;

    /// <summary>A name inside a sentence or a column: in quotes where it is empty or has blanks or quotes, so that its end is seen.</summary>
    public static string Name(string? name)
    {
        string plain = Plain(name, NameLimit);
        return plain.Length == 0 || plain.AsSpan().ContainsAny(' ', '"')
            ? '"' + plain.Replace("\"", "\\u0022", StringComparison.Ordinal) + '"'
            : plain;
    }

    /// <summary>A name for a heading of a narrow column: its beginning.</summary>
    public static string Beginning(string? name, int limit)
    {
        string shown = Name(name);
        return shown.Length <= limit ? shown : shown[..Boundary(shown, limit - 2)] + "..";
    }

    /// <summary>A name as the kernel layout has it: never in quotes.</summary>
    public static string Bare(string? name) => Plain(name, NameLimit);

    public static string Frame(string? frame) => Plain(frame, FrameLimit);

    public static string Sentence(string? sentence) => Plain(sentence, SentenceLimit);

    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Plain(string? text, int limit)
    {
        if (text is null)
        {
            return "";
        }

        if (text.Length <= limit && IsPlain(text))
        {
            return text;
        }

        // A text that is mostly codes would be several times its limit: less of it is shown then.
        string shown = Shorten(text, limit);
        return shown.Length <= 2 * limit ? shown : Shorten(text, limit / LongestCode);
    }

    private static string Shorten(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return Escape(text);
        }

        // Both ends: the tail of a long name is often what tells it from its neighbours.
        int head = Boundary(text, limit * 2 / 3);
        int tail = Boundary(text, text.Length - (limit / 3));
        return $"{Escape(text.AsSpan(0, head))}[..{Number(tail - head)} characters..]{Escape(text.AsSpan(tail))}";
    }

    private static int Boundary(string text, int index) =>
        char.IsLowSurrogate(text[index]) && char.IsHighSurrogate(text[index - 1]) ? index - 1 : index;

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains('\\', StringComparison.Ordinal);

    private static string Escape(ReadOnlySpan<char> text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        while (!text.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf16(text, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            if (valid && IsVisible(rune) && !StartsAnEscape(text))
            {
                escaped.Append(text[..length]);
            }
            else
            {
                AppendCode(escaped, valid ? rune.Value : text[0]);
            }

            text = text[length..];
        }

        return escaped.ToString();
    }

    private static bool IsVisible(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or
        UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or
        UnicodeCategory.SpaceSeparator);

    /// <summary>A backslash that would read as an escape of ours is escaped itself; others, as in paths, stay.</summary>
    private static bool StartsAnEscape(ReadOnlySpan<char> text) => text is ['\\', 'u' or 'U', ..];

    private static void AppendCode(StringBuilder escaped, int code) =>
        escaped.Append(code > 0xFFFF ? "\\U" : "\\u").Append(code.ToString(code > 0xFFFF ? "X8" : "X4", CultureInfo.InvariantCulture));
}
