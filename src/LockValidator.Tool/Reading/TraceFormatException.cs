using System.Globalization;

namespace LockValidator;

/// <summary>Input that cannot be read: one sentence with the place, as a user sees it.</summary>
internal sealed class TraceFormatException : Exception
{
    public TraceFormatException(string file, long line, long column, string message)
        : base(string.Create(CultureInfo.InvariantCulture, $"{file}:{line}:{column}: {message}"))
    {
    }

    public TraceFormatException(string file, string message)
        : base($"{file}: {message}")
    {
    }
}
