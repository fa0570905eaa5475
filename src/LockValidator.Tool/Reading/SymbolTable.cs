namespace LockValidator;

/// <summary>Small numbers for the names of a trace, so that the same name is one string however often it is read.</summary>
/// <remarks>Used by one thread. The first symbols are the words given at construction, in their order.</remarks>
internal sealed class SymbolTable
{
    private readonly IReadOnlyList<string> _words;
    private readonly List<string> _names = [];
    private readonly List<byte[]> _bytes = [];
    private int[] _slots = new int[256];

    public SymbolTable(IReadOnlyList<string> words)
    {
        _words = words;
        Reset();
    }

    public int Count => _names.Count;

    public string this[int symbol] => _names[symbol];

    public int Intern(ReadOnlySpan<byte> name)
    {
        uint hash = 2166136261;
        foreach (byte letter in name)
        {
            hash = (hash ^ letter) * 16777619;
        }

        int mask = _slots.Length - 1;
        int slot = (int)hash & mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (name.SequenceEqual(_bytes[_slots[slot] - 1]))
            {
                return _slots[slot] - 1;
            }
        }

        _names.Add(System.Text.Encoding.UTF8.GetString(name));
        _bytes.Add(name.ToArray());
        _slots[slot] = _names.Count;
        if (_names.Count * 2 > _slots.Length)
        {
            Grow();
        }

        return _names.Count - 1;
    }

    /// <summary>Forgets all names but the words: symbols handed out before mean nothing any more.</summary>
    public void Reset()
    {
        _names.Clear();
        _bytes.Clear();
        _slots = new int[256];
        foreach (string word in _words)
        {
            Intern(System.Text.Encoding.UTF8.GetBytes(word));
        }
    }

    private void Grow()
    {
        List<byte[]> bytes = [.. _bytes];
        _slots = new int[_slots.Length * 4];
        _names.Clear();
        _bytes.Clear();
        foreach (byte[] name in bytes)
        {
            Intern(name);
        }
    }
}
