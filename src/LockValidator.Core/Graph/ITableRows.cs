namespace LockValidator;

/// <summary>The rows that a <see cref="GrowingTable{TRows}"/> finds by key. They carry its links, so that the table itself is nothing but buckets.</summary>
internal interface ITableRows
{
    /// <summary>Never changes while the row is in the table.</summary>
    long KeyOf(int row);

    /// <summary>The next row of the same bucket; the table's own.</summary>
    ref int NextOf(int row);
}
