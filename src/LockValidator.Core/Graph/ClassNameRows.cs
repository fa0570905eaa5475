namespace LockValidator;

/// <summary>Classes by name: of those of one name the one that was met last.</summary>
internal readonly struct ClassNameRows(ChunkedArray<ClassNode?> nodes) : ITableRows
{
    public long KeyOf(int row) => KeyOf(nodes[row]!.Name);

    public ref int NextOf(int row) => ref nodes[row]!.NextByName;

    /// <summary>FNV-1a: wide enough that no two names of a program meet.</summary>
    public static long KeyOf(string name)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char each in name)
        {
            hash = (hash ^ each) * 0x100000001B3;
        }

        return (long)hash;
    }
}
