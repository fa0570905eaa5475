using System.Buffers.Text;
using System.Text.Encodings.Web;

namespace LockValidator;

/// <summary>Writes the lines of a graph file, each with its checksum.</summary>
internal sealed class GraphLineWriter(Stream stream)
{
    private const int FlushAt = 1 << 16;
    private const int MostPerNumber = 21;

    // What a line of each kind begins with.
    private static readonly byte[][] s_begin = [.. Enum.GetValues<RecordKind>().Select(static kind => System.Text.Encoding.ASCII.GetBytes($"{{\"{RecordFormat.NameOf(kind)}\":"))];

    private byte[] _buffer = new byte[2 * FlushAt];
    private int _used;
    private int _lineStart;
    private uint _checksum;

    /// <summary>How many lines were written.</summary>
    public long Lines { get; private set; }

    public void Header(string by)
    {
        Raw(RecordFormat.Header);
        Raw(System.Text.Encoding.ASCII.GetBytes(FormattableString.Invariant($"{RecordFormat.Major}.{RecordFormat.Minor}\",\"by\":\"")));
        Escaped(System.Text.Encoding.UTF8.GetBytes(by));
        Raw("\""u8);
        EndLine();
    }

    public void Numbers(RecordKind kind, ReadOnlySpan<long> values)
    {
        Begin(kind);
        Reserve((values.Length + 1) * MostPerNumber);
        _buffer[_used++] = (byte)'[';
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0)
            {
                _buffer[_used++] = (byte)',';
            }

            _ = Utf8Formatter.TryFormat(values[i], _buffer.AsSpan(_used), out int written);
            _used += written;
        }

        _buffer[_used++] = (byte)']';
        EndLine();
    }

    public void Text(ReadOnlySpan<byte> text)
    {
        Begin(RecordKind.Text);
        Raw("\""u8);
        Escaped(text);
        Raw("\""u8);
        EndLine();
    }

    /// <summary>A record whose value is JSON that somebody else has written, on one line.</summary>
    public void Json(RecordKind kind, ReadOnlySpan<byte> json)
    {
        Begin(kind);
        Raw(json);
        EndLine();
    }

    public void Flush()
    {
        stream.Write(_buffer, 0, _used);
        _used = 0;
        _lineStart = 0;
    }

    private void Begin(RecordKind kind)
    {
        Raw(s_begin[(int)kind]);
    }

    private void EndLine()
    {
        _checksum = RecordFormat.Checksum(_checksum, _buffer.AsSpan(_lineStart, _used - _lineStart));
        Reserve(RecordFormat.SuffixLength + 1);
        Raw(RecordFormat.BeforeChecksum);
        RecordFormat.WriteChecksum(_checksum, _buffer.AsSpan(_used, RecordFormat.ChecksumLength));
        _used += RecordFormat.ChecksumLength;
        Raw(RecordFormat.AfterChecksum);
        _buffer[_used++] = (byte)'\n';
        Lines++;
        _lineStart = _used;
        if (_used >= FlushAt)
        {
            Flush();
        }
    }

    private void Escaped(ReadOnlySpan<byte> text)
    {
        // Six characters for one at worst.
        Reserve(6 * text.Length);
        _ = JavaScriptEncoder.Default.EncodeUtf8(text, _buffer.AsSpan(_used), out _, out int written);
        _used += written;
    }

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    private void Reserve(int more)
    {
        if (_used + more > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, _used + more));
        }
    }
}
