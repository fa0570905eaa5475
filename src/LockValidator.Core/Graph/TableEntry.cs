namespace LockValidator;

/// <summary>What stands in a <see cref="GrowingTable"/>; in one at most.</summary>
internal abstract class TableEntry
{
    /// <summary>Never changes while the entry is in the table.</summary>
    public abstract long Key { get; }

    /// <summary>The next entry of the same bucket; the table's own.</summary>
    public TableEntry? NextInTable { get; set; }
}
