using System.Runtime.InteropServices;

namespace LockValidator;

/// <summary>Each distinct row of numbers once, packed: small numbers, as most are, take a byte or two.</summary>
/// <remarks>Not thread-safe while it grows. Rows never move, so that nothing large is ever copied.</remarks>
internal sealed class RowTable
{
    private const int ChunkShift = 16, ChunkLength = 1 << ChunkShift;
    private const int FirstLength = 1024;
    private const int MostPerNumber = 10;

    private readonly List<byte[]> _chunks = [];
    private readonly ChunkedArray<Row> _rows = new();
    private readonly Func<int, ulong> _hashOf;
    private HashIndex _index = new();
    private byte[] _packed = new byte[64];
    private int _used;

    public RowTable() => _hashOf = id => _rows[id].Hash;

    public int Count => _rows.Count;

    public ulong HashOf(int id) => _rows[id].Hash;

    /// <summary>Where a row stands, for <see cref="FirstByte"/>.</summary>
    public uint StartOf(int id) => _rows[id].Start;

    /// <summary>A byte of a row: so the row is in a near cache when it is read.</summary>
    public byte FirstByte(uint start) => _chunks[(int)(start >> ChunkShift)][start & (ChunkLength - 1)];

    /// <summary>A copy of a row.</summary>
    public long[] this[int id]
    {
        get
        {
            long[]? row = null;
            _ = Read(id, ref row);
            return row;
        }
    }

    /// <summary>Reads a row into a buffer that is made, or made larger, where it is needed.</summary>
    public ReadOnlySpan<long> Read(int id, [System.Diagnostics.CodeAnalysis.NotNull] ref long[]? buffer)
    {
        uint start = _rows[id].Start;
        ReadOnlySpan<byte> packed = _chunks[(int)(start >> ChunkShift)].AsSpan((int)(start & (ChunkLength - 1)));
        int at = 0;
        int count = (int)Unpack(packed, ref at);
        if (buffer is null || buffer.Length < count)
        {
            buffer = new long[count];
        }

        Span<long> row = buffer.AsSpan(0, count);
        for (int i = 0; i < row.Length; i++)
        {
            ulong number = Unpack(packed, ref at);
            row[i] = (long)(number >> 1) ^ -(long)(number & 1);
        }

        return row;
    }

    /// <param name="row">The numbers.</param>
    /// <param name="hash">Their hash by content.</param>
    public int GetOrAdd(ReadOnlySpan<long> row, ulong hash)
    {
        // Their number stands before them, so that no row begins like another one.
        ReadOnlySpan<byte> packed = Pack(row);
        int at = _index.Start(hash);
        for (int entry = _index.Next(hash, ref at); entry >= 0; entry = _index.Next(hash, ref at))
        {
            uint start = _rows[entry].Start;
            if (_chunks[(int)(start >> ChunkShift)].AsSpan((int)(start & (ChunkLength - 1))).StartsWith(packed))
            {
                return entry;
            }
        }

        if (_chunks.Count == 0 || _used + packed.Length > _chunks[^1].Length)
        {
            _chunks.Add(new byte[Math.Max(packed.Length, _chunks.Count == 0 ? FirstLength : ChunkLength)]);
            _used = 0;
        }

        packed.CopyTo(_chunks[^1].AsSpan(_used));
        _rows.Add(new Row { Hash = hash, Start = checked((uint)(((long)(_chunks.Count - 1) << ChunkShift) + _used)) });
        _used += packed.Length;
        _index.Add(hash, _rows.Count - 1, _hashOf);
        return _rows.Count - 1;
    }

    /// <summary>The entry that most likely has a hash; -1: maybe none.</summary>
    public int Likely(ulong hash) => _index.Likely(hash);

    /// <summary>Nothing is added any more: what only that needs is given up.</summary>
    public void Seal() => _index = default;

    private ReadOnlySpan<byte> Pack(ReadOnlySpan<long> row)
    {
        if (_packed.Length < (row.Length + 1) * MostPerNumber)
        {
            _packed = new byte[Math.Max(2 * _packed.Length, (row.Length + 1) * MostPerNumber)];
        }

        int at = 0;
        Put((ulong)row.Length, ref at);
        foreach (long number in row)
        {
            // The sign at the end, so that -1 is short too.
            Put((ulong)((number << 1) ^ (number >> 63)), ref at);
        }

        return _packed.AsSpan(0, at);
    }

    private void Put(ulong value, ref int at)
    {
        byte[] packed = _packed;
        for (; value > 127; value >>= 7)
        {
            packed[at++] = (byte)(value | 128);
        }

        packed[at++] = (byte)value;
    }

    private static ulong Unpack(ReadOnlySpan<byte> packed, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = packed[at++];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value;
            }
        }
    }

    // There are millions of these: not a byte more than they need.
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Row
    {
        public ulong Hash;

        /// <summary>The chunk, and where in it.</summary>
        public uint Start;
    }
}
