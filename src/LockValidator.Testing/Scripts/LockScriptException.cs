using System.Globalization;

namespace LockValidator;

/// <summary>A script or a schedule that cannot be read. The message is one sentence that begins with the column.</summary>
public sealed class LockScriptException : FormatException
{
    internal LockScriptException(int column, string sentence)
        : base(string.Create(CultureInfo.InvariantCulture, $"Column {column}: {sentence}")) => Column = column;

    /// <summary>Where in the text, counted from 1.</summary>
    public int Column { get; }
}
