// Hot path: no allocation, no lock, no virtual call.
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>The pages of a hash table that grows by dividing one full page into two: no insertion ever copies more than a page.</summary>
/// <typeparam name="TPage">A page: immutable, or such that readers can be in it while it is written.</typeparam>
/// <remarks>
/// Extendible hashing (Fagin and others, 1979): the higher half of a key says which page, its lower half is the page's own. Read without waiting,
/// written by one thread at a time. Who reads a page that is being replaced sees the old one, and only misses what is newest.
/// </remarks>
internal sealed class HashPages<TPage>(TPage first)
    where TPage : class
{
    private const int PageShift = 32;

    // A million places: keys that are alike in so many bits are not divided any more.
    private const int MostBits = 20;

    // A power of two of them; pages of which so many would not be full yet stand at several places.
    private TPage[] _pages = [first];

    // How many bits of a key the pages tell apart. The writer's.
    private byte[] _bits = [0];

    /// <summary>How many places there are for pages.</summary>
    public int Places => Volatile.Read(ref _pages).Length;

    /// <summary>All pages, each once.</summary>
    public IEnumerable<TPage> All => Volatile.Read(ref _pages).Distinct();

    /// <summary>The page on which a key is.</summary>
    public TPage this[ulong key]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            TPage[] pages = Volatile.Read(ref _pages);
            return pages[(int)(key >> PageShift) & (pages.Length - 1)];
        }
    }

    /// <summary>Whether the page of a key can be divided.</summary>
    public bool CanDivide(ulong key) => _bits[PlaceOf(key)] < MostBits;

    /// <summary>Puts another page in the place of one.</summary>
    public void Replace(ulong key, TPage page)
    {
        int place = PlaceOf(key);
        for (int i = place & ((1 << _bits[place]) - 1), step = 1 << _bits[place]; i < _pages.Length; i += step)
        {
            Volatile.Write(ref _pages[i], page);
        }
    }

    /// <summary>Puts two pages in the place of one.</summary>
    /// <param name="key">A key of the page that is divided.</param>
    /// <param name="divide">Makes the two pages: is given the bit of a key that says which of them it goes to.</param>
    public void Divide(ulong key, Func<TPage, ulong, (TPage Low, TPage High)> divide)
    {
        int place = PlaceOf(key);
        int bits = _bits[place];
        if (1 << bits == _pages.Length)
        {
            _bits = [.. _bits, .. _bits];
            Volatile.Write(ref _pages, [.. _pages, .. _pages]);
        }

        (TPage low, TPage high) = divide(_pages[place], 1UL << (PageShift + bits));
        for (int i = place & ((1 << bits) - 1), step = 1 << bits; i < _pages.Length; i += step)
        {
            _bits[i] = (byte)(bits + 1);
            Volatile.Write(ref _pages[i], (i & step) == 0 ? low : high);
        }
    }

    private int PlaceOf(ulong key) => (int)(key >> PageShift) & (_pages.Length - 1);
}
