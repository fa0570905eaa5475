namespace LockValidator;

/// <summary>Some lines of a graph file, checked and taken apart; references are still numbers of the file.</summary>
internal sealed class GraphBlock
{
    private long[] _values = new long[1 << 14];
    private byte[] _texts = new byte[1 << 12];
    private int _valueCount;
    private int _textLength;

    /// <summary>The lines; numbers or bytes stand at a start, so many.</summary>
    public List<(RecordKind Kind, int Start, int Count)> Records { get; } = [];

    /// <summary>The hashes of the records by content, in their order: of a dependency those of its witnesses, of a finding or an allowance none.</summary>
    public List<ulong> Hashes { get; } = [];

    /// <summary>It begins a file: numbers of the one before mean nothing any more.</summary>
    public bool IsFirst { get; set; }

    public ReadOnlySpan<long> Values(int start, int count) => _values.AsSpan(start, count);

    public ReadOnlySpan<byte> Text(int start, int count) => _texts.AsSpan(start, count);

    /// <summary>Whether it is large enough to be handed on.</summary>
    public bool IsFull => _valueCount > 1 << 17 || _textLength > 1 << 19;

    public void Clear()
    {
        Records.Clear();
        Hashes.Clear();
        _valueCount = 0;
        _textLength = 0;
        IsFirst = false;
    }

    /// <summary>Where the numbers of the next record begin.</summary>
    public int BeginValues() => _valueCount;

    public void AddValue(long value)
    {
        if (_valueCount == _values.Length)
        {
            Array.Resize(ref _values, 2 * _values.Length);
        }

        _values[_valueCount++] = value;
    }

    public void EndValues(RecordKind kind, int start) => Records.Add((kind, start, _valueCount - start));

    /// <summary>Room for the bytes of a record.</summary>
    public Span<byte> TextRoom(int length)
    {
        if (_textLength + length > _texts.Length)
        {
            Array.Resize(ref _texts, Math.Max(2 * _texts.Length, _textLength + length));
        }

        return _texts.AsSpan(_textLength, length);
    }

    /// <summary>So many bytes of the room are the record.</summary>
    public void EndText(RecordKind kind, int length)
    {
        Records.Add((kind, _textLength, length));
        _textLength += length;
    }
}
