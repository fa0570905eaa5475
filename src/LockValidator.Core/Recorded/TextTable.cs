using System.Text;

namespace LockValidator;

/// <summary>Each distinct string once, as UTF-8: most are never needed as strings.</summary>
/// <remarks>Not thread-safe while it grows.</remarks>
internal sealed class TextTable
{
    private readonly List<byte[]> _texts = [];
    private readonly List<ulong> _hashes = [];
    private readonly List<string?> _strings = [];
    private HashIndex _index = new();

    public int Count => _texts.Count;

    public int GetOrAdd(string text) => GetOrAdd(Encoding.UTF8.GetBytes(text));

    public int GetOrAdd(ReadOnlySpan<byte> text) => GetOrAdd(text, ContentHash.Of(text));

    public int GetOrAdd(ReadOnlySpan<byte> text, ulong hash)
    {
        int at = _index.Start(hash);
        for (int entry = _index.Next(hash, ref at); entry >= 0; entry = _index.Next(hash, ref at))
        {
            if (text.SequenceEqual(_texts[entry]))
            {
                return entry;
            }
        }

        _texts.Add(text.ToArray());
        _hashes.Add(hash);
        _strings.Add(null);
        _index.Add(hash, _texts.Count - 1, id => _hashes[id]);
        return _texts.Count - 1;
    }

    /// <summary>The entry that most likely has a hash; -1: maybe none.</summary>
    public int Likely(ulong hash) => _index.Likely(hash);

    /// <summary>Nothing is added any more: what only that needs is given up.</summary>
    public void Seal() => _index = default;

    public ulong HashOf(int id) => _hashes[id];

    public ReadOnlySpan<byte> Bytes(int id) => _texts[id];

    public string this[int id] => _strings[id] ??= Encoding.UTF8.GetString(_texts[id]);
}
