// Hot path: no allocation, no lock, no virtual call.
namespace LockValidator;

/// <summary>The chains that were validated: an open-addressing table that is read without waiting and written under the checker's lock.</summary>
/// <remarks>
/// A reader sees either a slot's key and record both, or no key: the record is stored before the key is published, slots are never
/// reused, and a grown table is published whole. A reader with the old table only misses what is newest, and asks under the lock then.
/// </remarks>
internal sealed class ChainCache
{
    private const int FirstCapacity = 64;

    // Written under the checker's lock, read with Volatile.
    private Table _table = new(FirstCapacity);

    public int Count { get; private set; }

    public bool TryGet(ulong key, out ChainRecord record)
    {
        Table table = Volatile.Read(ref _table);
        for (int i = (int)(key & table.Mask); ; i = (i + 1) & (int)table.Mask)
        {
            ulong found = Volatile.Read(ref table.Keys[i]);
            if (found == 0)
            {
                record = ChainRecord.Clean;
                return false;
            }

            if (found == key)
            {
                record = table.Records[i];
                return true;
            }
        }
    }

    /// <summary>Adds a chain that is not there yet, or gives a known one another record.</summary>
    public void SetLocked(ulong key, ChainRecord record)
    {
        if (2 * (Count + 1) > _table.Keys.Length)
        {
            Volatile.Write(ref _table, _table.Grown());
        }

        if (_table.Set(key, record))
        {
            Count++;
        }
    }

    public void ClearLocked()
    {
        Volatile.Write(ref _table, new Table(FirstCapacity));
        Count = 0;
    }

    private sealed class Table(int capacity)
    {
        public readonly ulong[] Keys = new ulong[capacity];
        public readonly ChainRecord[] Records = new ChainRecord[capacity];

        public ulong Mask => (ulong)(Keys.Length - 1);

        public bool Set(ulong key, ChainRecord record)
        {
            int i = (int)(key & Mask);
            while (Keys[i] != 0 && Keys[i] != key)
            {
                i = (i + 1) & (int)Mask;
            }

            bool added = Keys[i] == 0;
            Volatile.Write(ref Records[i], record);
            Volatile.Write(ref Keys[i], key);
            return added;
        }

        public Table Grown()
        {
            var grown = new Table(2 * Keys.Length);
            for (int i = 0; i < Keys.Length; i++)
            {
                if (Keys[i] != 0)
                {
                    grown.Set(Keys[i], Records[i]);
                }
            }

            return grown;
        }
    }
}
