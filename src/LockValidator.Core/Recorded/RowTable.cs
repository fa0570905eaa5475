namespace LockValidator;

/// <summary>Each distinct row of numbers once.</summary>
/// <remarks>Not thread-safe while it grows. Rows never move, so that nothing large is ever copied.</remarks>
internal sealed class RowTable
{
    private const int ChunkLength = RecordSchema.Longest;
    private const int FirstLength = 1024;

    private readonly List<long[]> _chunks = [];
    private readonly ChunkedArray<Row> _rows = new();
    private readonly Func<int, ulong> _hashOf;
    private HashIndex _index = new();
    private int _used;

    public RowTable() => _hashOf = id => _rows[id].Hash;

    public int Count => _rows.Count;

    public ulong HashOf(int id) => _rows[id].Hash;

    public ReadOnlySpan<long> this[int id]
    {
        get
        {
            Row row = _rows[id];
            return _chunks[row.Chunk].AsSpan(row.Offset, row.Length);
        }
    }

    /// <param name="row">The numbers.</param>
    /// <param name="hash">Their hash by content.</param>
    public int GetOrAdd(ReadOnlySpan<long> row, ulong hash)
    {
        int at = _index.Start(hash);
        for (int entry = _index.Next(hash, ref at); entry >= 0; entry = _index.Next(hash, ref at))
        {
            if (row.SequenceEqual(this[entry]))
            {
                return entry;
            }
        }

        if (_chunks.Count == 0 || _used + row.Length > _chunks[^1].Length)
        {
            _chunks.Add(new long[Math.Max(row.Length, _chunks.Count == 0 ? FirstLength : ChunkLength)]);
            _used = 0;
        }

        row.CopyTo(_chunks[^1].AsSpan(_used));
        _rows.Add(new Row { Hash = hash, Chunk = _chunks.Count - 1, Offset = (ushort)_used, Length = (ushort)row.Length });
        _used += row.Length;
        _index.Add(hash, _rows.Count - 1, _hashOf);
        return _rows.Count - 1;
    }

    private struct Row
    {
        public ulong Hash;
        public int Chunk;
        public ushort Offset;
        public ushort Length;
    }
}
