namespace LockValidator;

/// <summary>A hash table that grows by one bucket an entry: no insertion ever moves more than one bucket's entries.</summary>
/// <remarks>
/// Not thread-safe: the caller holds the checker's lock, which a table that is copied whole would keep for tens of milliseconds once it is
/// large. Linear hashing (Litwin 1980): buckets are halved in turn, one for each entry that comes. The entries are the chains themselves.
/// </remarks>
internal sealed class GrowingTable
{
    private readonly ChunkedArray<TableEntry?> _buckets = new();

    // Buckets below this have been halved in the present round; the round began with a power of two of them.
    private int _halved;
    private int _round = 1;

    public GrowingTable() => _buckets.Add(null);

    /// <summary>The number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>The entry with a key, or null.</summary>
    public TableEntry? Find(long key)
    {
        TableEntry? entry = _buckets[BucketOf(key)];
        while (entry is not null && entry.Key != key)
        {
            entry = entry.NextInTable;
        }

        return entry;
    }

    /// <summary>Adds an entry; none may have its key yet.</summary>
    public void Add(TableEntry entry)
    {
        Put(entry);
        Count++;
        if (Count > _buckets.Count)
        {
            HalveNext();
        }
    }

    /// <summary>Removes an entry; false if it is not there.</summary>
    public bool Remove(TableEntry entry)
    {
        ref TableEntry? bucket = ref _buckets[BucketOf(entry.Key)];
        TableEntry? before = null;
        for (TableEntry? each = bucket; each is not null; before = each, each = each.NextInTable)
        {
            if (!ReferenceEquals(each, entry))
            {
                continue;
            }

            if (before is null)
            {
                bucket = entry.NextInTable;
            }
            else
            {
                before.NextInTable = entry.NextInTable;
            }

            entry.NextInTable = null;
            Count--;
            return true;
        }

        return false;
    }

    private int BucketOf(long key)
    {
        int hash = (int)ChainKey.Mix((ulong)key);
        int bucket = hash & ((2 * _round) - 1);
        return bucket < _buckets.Count ? bucket : hash & (_round - 1);
    }

    private void Put(TableEntry entry)
    {
        ref TableEntry? bucket = ref _buckets[BucketOf(entry.Key)];
        entry.NextInTable = bucket;
        bucket = entry;
    }

    private void HalveNext()
    {
        TableEntry? entry = _buckets[_halved];
        _buckets[_halved] = null;
        _buckets.Add(null);
        while (entry is not null)
        {
            TableEntry? next = entry.NextInTable;
            Put(entry);
            entry = next;
        }

        if (++_halved == _round)
        {
            (_halved, _round) = (0, 2 * _round);
        }
    }
}
