namespace LockValidator;

/// <summary>A hash table over numbered rows that grows by one bucket a row: no insertion ever moves more than one bucket's rows.</summary>
/// <typeparam name="TRows">Where the rows are; a struct, so that asking it is no call.</typeparam>
/// <remarks>
/// Not thread-safe: the caller holds the checker's lock, which a table that is copied whole would keep for tens of milliseconds once it is
/// large. Linear hashing (Litwin 1980): buckets are halved in turn, one for each row that comes. 4 bytes a row, beside its link.
/// </remarks>
internal sealed class GrowingTable<TRows>(TRows rows)
    where TRows : struct, ITableRows
{
    /// <summary>No row.</summary>
    public const int None = -1;

    // The first row of each.
    private readonly ChunkedArray<int> _buckets = new();

    // Buckets below this have been halved in the present round; the round began with a power of two of them.
    private int _halved;
    private int _round = 1;

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>The row with a key, or <see cref="None"/>.</summary>
    public int Find(long key)
    {
        if (Count == 0)
        {
            return None;
        }

        int row = _buckets[BucketOf(key)];
        while (row != None && rows.KeyOf(row) != key)
        {
            row = rows.NextOf(row);
        }

        return row;
    }

    /// <summary>A key will be looked up.</summary>
    public void LookAhead(long key)
    {
        if (Count > 0)
        {
            Ahead.Of(ref _buckets[BucketOf(key)]);
        }
    }

    /// <summary>Adds a row; none may have its key yet.</summary>
    public void Add(int row)
    {
        if (_buckets.Count == 0)
        {
            _buckets.Add(None);
        }

        Put(row);
        Count++;
        if (Count > _buckets.Count)
        {
            HalveNext();
        }
    }

    /// <summary>Removes a row that is there.</summary>
    public void Remove(int row)
    {
        ref int link = ref _buckets[BucketOf(rows.KeyOf(row))];
        while (link != row)
        {
            link = ref rows.NextOf(link);
        }

        link = rows.NextOf(row);
        Count--;
    }

    private int BucketOf(long key)
    {
        int hash = (int)ChainKey.Mix((ulong)key);
        int bucket = hash & ((2 * _round) - 1);
        return bucket < _buckets.Count ? bucket : hash & (_round - 1);
    }

    private void Put(int row)
    {
        ref int bucket = ref _buckets[BucketOf(rows.KeyOf(row))];
        rows.NextOf(row) = bucket;
        bucket = row;
    }

    private void HalveNext()
    {
        int row = _buckets[_halved];
        _buckets[_halved] = None;
        _buckets.Add(None);
        while (row != None)
        {
            int next = rows.NextOf(row);
            Put(row);
            row = next;
        }

        if (++_halved == _round)
        {
            (_halved, _round) = (0, 2 * _round);
        }
    }
}
