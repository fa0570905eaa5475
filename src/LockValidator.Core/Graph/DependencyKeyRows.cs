namespace LockValidator;

/// <summary>Dependencies by the numbers of their classes.</summary>
internal readonly struct DependencyKeyRows(ChunkedArray<DependencyRow> rows) : ITableRows
{
    public static long KeyOf(int from, int to) => ((long)from << 32) | (uint)to;

    public long KeyOf(int row)
    {
        ref DependencyRow at = ref rows[row];
        return KeyOf(at.From, at.To);
    }

    public ref int NextOf(int row) => ref rows[row].NextInTable;
}
