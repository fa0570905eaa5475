using System.Globalization;

namespace LockValidator;

/// <summary>A script or a schedule that cannot be read. The message is one sentence that begins with the column; where the text has several lines, with the line.</summary>
public sealed class LockScriptException : FormatException
{
    internal LockScriptException(string text, int at, string sentence)
        : base($"{Place(text, at)}: {sentence}")
    {
        Line = LineOf(text, at);
        Column = ColumnOf(text, at);
    }

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; }

    /// <summary>Where in the line, counted from 1.</summary>
    public int Column { get; }

    private static string Place(string text, int at) => text.Contains('\n', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"Line {LineOf(text, at)}, column {ColumnOf(text, at)}")
        : string.Create(CultureInfo.InvariantCulture, $"Column {ColumnOf(text, at)}");

    private static int LineOf(string text, int at) => 1 + text.AsSpan(0, at).Count('\n');

    private static int ColumnOf(string text, int at) => at - text.AsSpan(0, at).LastIndexOf('\n');
}
