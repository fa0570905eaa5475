namespace LockValidator;

/// <summary>The classes of one name, in the order in which they were met: which <c>#2</c> is which.</summary>
internal sealed class Namesakes(string name) : TableEntry
{
    private const int NoClass = 0;

    // Nearly always there is but one.
    private int _first = NoClass;
    private List<int>? _others;

    public string Name { get; } = name;

    public override long Key => KeyOf(Name);

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

    /// <summary>0 for the first class of the name. One that was met before keeps its number.</summary>
    public int NumberOf(int classId)
    {
        if (_first == NoClass || _first == classId)
        {
            _first = classId;
            return 0;
        }

        _others ??= [];
        int at = _others.IndexOf(classId);
        if (at < 0)
        {
            at = _others.Count;
            _others.Add(classId);
        }

        return at + 1;
    }
}
