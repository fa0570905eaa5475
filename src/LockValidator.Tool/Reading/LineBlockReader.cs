using System.Buffers;
using System.Globalization;

namespace LockValidator;

/// <summary>Cuts a stream into blocks of complete lines. Memory: one block, which is as long as the longest line at most.</summary>
/// <param name="file">What messages call the stream.</param>
/// <param name="stream">The decompressed stream.</param>
/// <param name="maxLine">The longest line that is accepted, in bytes.</param>
/// <param name="eager">True: hand on whatever has arrived (a pipe); false: fill blocks first (a file).</param>
internal sealed class LineBlockReader(string file, Stream stream, int maxLine, bool eager)
{
    private const int BlockSize = 256 * 1024;

    private static readonly byte[] s_byteOrderMark = [0xef, 0xbb, 0xbf];

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
    private int _filled;
    private bool _atEnd;
    private bool _started;
    private long _lineNumber = 1;
    private LineKind _kind;
    private TraceFormatException? _failure;

    /// <summary>Bytes read so far, after decompression. Written by the reading thread alone.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The next block; null at the end.</summary>
    /// <exception cref="TraceFormatException">The stream is broken, or a line too long; all blocks before that have been handed out.</exception>
    public LineBlock? Next()
    {
        while (true)
        {
            Fill();
            if (Cut() is { Lines.Count: > 0 } block)
            {
                return block;
            }

            if (_failure is not null)
            {
                throw _failure;
            }

            if (_atEnd && _filled == 0)
            {
                return null;
            }
        }
    }

    /// <summary>Reads until there is a whole line, or nothing more to read.</summary>
    private void Fill()
    {
        bool hasLine = _buffer.AsSpan(0, _filled).Contains((byte)'\n');
        while (!_atEnd && _failure is null && (!hasLine || (!eager && _filled < _buffer.Length * 3 / 4)))
        {
            if (_filled == _buffer.Length && !TryGrow())
            {
                return;
            }

            int before = _filled;
            ReadOnce();
            if (_failure is not null)
            {
                return;
            }

            int searched = Math.Min(before, _filled);
            hasLine |= _buffer.AsSpan(searched, _filled - searched).Contains((byte)'\n');
        }
    }

    private void ReadOnce()
    {
        try
        {
            int count = stream.Read(_buffer.AsSpan(_filled));
            _atEnd = count == 0;
            _filled += count;
            BytesRead += count;
            SkipByteOrderMark();
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            string what = failure is InvalidDataException or EndOfStreamException
                ? "the compressed data is damaged or cut off here."
                : $"reading failed here: {failure.Message}";
            int start = _buffer.AsSpan(0, _filled).LastIndexOf((byte)'\n') + 1;
            long line = _lineNumber + _buffer.AsSpan(0, start).Count((byte)'\n');
            _failure = new TraceFormatException(file, line, _filled - start + 1, what);
            _filled = start;
        }
    }

    /// <summary>Once, at the beginning.</summary>
    private void SkipByteOrderMark()
    {
        if (!_started && _filled >= s_byteOrderMark.Length)
        {
            _started = true;
            if (_buffer.AsSpan(0, s_byteOrderMark.Length).SequenceEqual(s_byteOrderMark))
            {
                _buffer.AsSpan(s_byteOrderMark.Length, _filled - s_byteOrderMark.Length).CopyTo(_buffer);
                _filled -= s_byteOrderMark.Length;
            }
        }
    }

    /// <summary>The buffer is full of one line without an end.</summary>
    private bool TryGrow()
    {
        if (_filled > maxLine)
        {
            _failure = TooLong(_lineNumber);
            _filled = 0;
            return false;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * _buffer.Length, Array.MaxLength));
        _buffer.AsSpan(0, _filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
        return true;
    }

    /// <summary>Takes the lines of one kind from the front of the buffer; what is left over moves to a fresh one.</summary>
    private LineBlock Cut()
    {
        var lines = new List<LineBlock.Line>();
        LineKind kind = _kind;
        int start = 0;
        while (start < _filled)
        {
            ReadOnlySpan<byte> rest = _buffer.AsSpan(start, _filled - start);
            int length = rest.IndexOf((byte)'\n');
            bool isCut = length < 0;
            if (isCut && !_atEnd)
            {
                break;
            }

            length = isCut ? rest.Length : length;
            if (length > maxLine)
            {
                _failure = TooLong(_lineNumber);
                start = _filled;
                break;
            }

            ReadOnlySpan<byte> line = rest[..length].TrimEnd("\r \t"u8);
            if (line.Length > 0)
            {
                LineKind own = LineKinds.Of(line, _kind);
                if (own != kind && lines.Count > 0)
                {
                    break;
                }

                kind = _kind = own;
                lines.Add(new LineBlock.Line(start, line.Length, _lineNumber, isCut));
            }

            _lineNumber++;
            start += length + (isCut ? 0 : 1);
        }

        byte[] full = _buffer;
        int left = _filled - start;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(BlockSize, left));
        full.AsSpan(start, left).CopyTo(_buffer);
        _filled = left;
        var block = new LineBlock(file, kind, full, lines);
        if (lines.Count == 0)
        {
            block.Return();
        }

        return block;
    }

    private TraceFormatException TooLong(long line) => new(
        file, line, maxLine + 1L, string.Create(CultureInfo.InvariantCulture, $"the line is longer than {maxLine:N0} bytes (see --max-line)."));
}
