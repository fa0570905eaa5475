using System.Diagnostics;

namespace LockValidator;

/// <summary>A growing array that never copies more than one chunk: growth is a pause of microseconds at any size.</summary>
/// <typeparam name="T">The entry.</typeparam>
/// <remarks>
/// Not thread-safe. Invariant: every chunk but a lone first one has <see cref="ChunkLength"/> entries; a lone first one
/// may be shorter, so that a small graph stays small. A reference to an entry is good until the next growth.
/// </remarks>
internal sealed class ChunkedArray<T>
{
    private const int Shift = 11;
    private const int FirstLength = 16;
    private const int ManyChunks = 32;

    private T[][] _chunks = [];
    private int _chunkCount;
    private int _capacity;

    /// <summary>Entries in a full chunk; below the large object heap for entries of up to 40 bytes.</summary>
    public const int ChunkLength = 1 << Shift;

    /// <summary>The number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>The number of entries that fit without growth.</summary>
    public int Capacity => _capacity;

    /// <summary>An entry.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public ref T this[int index]
    {
        get
        {
            Debug.Assert((uint)index < (uint)Count, "The index must be that of an entry.");
            return ref _chunks[index >> Shift][index & (ChunkLength - 1)];
        }
    }

    /// <summary>Appends an entry; amortised O(1), at worst one new chunk.</summary>
    /// <param name="value">The entry.</param>
    public void Add(T value)
    {
        if (Count == _capacity)
        {
            Grow();
        }

        int index = Count++;
        _chunks[index >> Shift][index & (ChunkLength - 1)] = value;
    }

    /// <summary>Makes room for so many entries in all, so that no <see cref="Add"/> up to there allocates.</summary>
    /// <param name="capacity">The number of entries.</param>
    public void EnsureCapacity(int capacity)
    {
        while (_capacity < capacity)
        {
            Grow();
        }
    }

    /// <summary>Forgets the entries and keeps the memory. For entries without references.</summary>
    public void Clear() => Count = 0;

    /// <summary>Forgets the last entries. For entries without references.</summary>
    /// <param name="count">How many stay.</param>
    public void Truncate(int count)
    {
        Debug.Assert(count <= Count, "Only entries that are there can stay.");
        Count = count;
    }

    private void Grow()
    {
        if (_capacity < ChunkLength)
        {
            T[] first = new T[_capacity == 0 ? FirstLength : 2 * _capacity];
            if (_capacity == 0)
            {
                _chunks = new T[1][];
                _chunkCount = 1;
            }
            else
            {
                Array.Copy(_chunks[0], first, _capacity);
            }

            _chunks[0] = first;
            _capacity = first.Length;
            return;
        }

        if (_chunkCount == _chunks.Length)
        {
            Array.Resize(ref _chunks, 2 * _chunkCount);
        }

        _chunks[_chunkCount++] = NewChunk();
        _capacity += ChunkLength;
    }

    // Chunks stay as long as the graph. Where the collector may not move them, it does not copy them from generation to generation either, and they
    // do not fill the youngest one: 1 collection instead of 6 to 20 while a million classes are learnt. What is small stays among the other small objects.
    private T[] NewChunk() => _chunkCount < ManyChunks ? new T[ChunkLength] : GC.AllocateArray<T>(ChunkLength, pinned: true);
}
