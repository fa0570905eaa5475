namespace LockValidator;

/// <summary>Classes by number and subclass.</summary>
internal readonly struct ClassKeyRows(ChunkedArray<ClassNode?> nodes) : ITableRows
{
    public long KeyOf(int row) => nodes[row]!.Key;

    public ref int NextOf(int row) => ref nodes[row]!.NextByKey;
}
