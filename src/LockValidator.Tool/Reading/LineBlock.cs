using System.Buffers;

namespace LockValidator;

/// <summary>Some complete lines of one kind in one pooled buffer.</summary>
internal sealed class LineBlock(string file, LineKind kind, byte[] buffer, IReadOnlyList<LineBlock.Line> lines)
{
    public string File { get; } = file;

    public LineKind Kind { get; } = kind;

    /// <summary>Where the lines are. Blank lines are left out.</summary>
    public IReadOnlyList<Line> Lines { get; } = lines;

    /// <summary>The text of a line, without its end.</summary>
    public ReadOnlySpan<byte> this[Line line] => buffer.AsSpan(line.Start, line.Length);

    /// <summary>Gives the buffer back; the lines must not be read any more.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(buffer);

    /// <param name="Start">Its first byte in the buffer.</param>
    /// <param name="Length">Its length without the end.</param>
    /// <param name="Number">Its number in the file, from 1.</param>
    /// <param name="IsCut">True for a last line that has no end: what a crash may have cut.</param>
    public readonly record struct Line(int Start, int Length, long Number, bool IsCut);
}
