namespace LockValidator;

/// <summary>A graph file cannot be read: its message is one sentence with file, line and column.</summary>
public sealed class LockGraphFormatException : FormatException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, from 1: in bytes.</param>
    /// <param name="problem">What is wrong there, as a sentence.</param>
    public LockGraphFormatException(string path, long line, int column, string problem)
        : base(FormattableString.Invariant($"{path}:{line}:{column}: {problem}")) => (Path, Line, Column) = (path, line, column);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The line, from 1.</summary>
    public long Line { get; }

    /// <summary>The column, from 1: in bytes.</summary>
    public int Column { get; }
}
