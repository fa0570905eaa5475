// Hot path: no allocation, no lock, no virtual call.
using System.Numerics;
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>A hash table that, once it is large, grows by dividing one full page into two: no insertion ever copies more than a page, or what was one before.</summary>
/// <typeparam name="TSlot">A slot; its default value is a free one.</typeparam>
/// <param name="capacity">How many slots there are at first; a power of two, as all that follows.</param>
/// <param name="flatSlots">Up to so many there is one page only, and no look-up has to find it.</param>
/// <param name="pageSlots">How many a page has from then on.</param>
/// <remarks>
/// Extendible hashing (Fagin and others, 1979): the higher half of a key says which page, the lower half where in it the search begins. Read
/// without waiting, written by one thread at a time. Who reads a page that is being replaced sees the old one, and only misses what is newest.
/// </remarks>
internal abstract class HashPages<TSlot>(int capacity, int flatSlots, int pageSlots)
    where TSlot : struct
{
    private const int PageShift = 32;

    // A million places: keys that are alike in so many bits are not divided any more.
    private const int MostBits = 20;

    // Per cent of a page, where there are several.
    private const int MostFilled = 66;

    // The only page while there is one.
    private TSlot[]? _flat = new TSlot[capacity];

    // A power of two of them; pages that are not divided as often as others stand at several places.
    private TSlot[][] _pages = [];

    // The writer's: how many bits of a key tell a page from others, and how many of its slots are taken; where a page stands at several places, at the
    // first of them.
    private byte[] _bits = [];
    private int[] _taken = [0];
    private long _slots = capacity;

    /// <summary>How many slots there are in all.</summary>
    public long Slots => Interlocked.Read(ref _slots);

    /// <summary>The page of a key. A search in it begins at the lower half of the key and ends at a free slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected TSlot[] PageOf(ulong key) => Volatile.Read(ref _flat) ?? Divided(key);

    /// <summary>The page of a key that will be added, with room for it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="mostFilled">How full the only page may be, in per cent.</param>
    protected TSlot[] PageFor(ulong key, int mostFilled)
    {
        int place = FirstOf(key);
        TSlot[] page = PageOf(key);
        if (100 * (_taken[place] + 1) > (_pages.Length == 0 ? mostFilled : MostFilled) * page.Length)
        {
            MakeRoom(key, page);
            place = FirstOf(key);
            page = PageOf(key);
        }

        _taken[place]++;
        return page;
    }

    /// <summary>Where the search for what is in a slot begins; null where the slot need not be kept.</summary>
    protected abstract ulong? KeyOf(in TSlot slot);

    /// <summary>Puts what was in a slot of another page into a free one.</summary>
    protected abstract void Put(ref TSlot slot, in TSlot kept);

    /// <summary>Whether nothing is in a slot.</summary>
    protected abstract bool IsFree(in TSlot slot);

    private TSlot[] Divided(ulong key)
    {
        TSlot[][] pages = Volatile.Read(ref _pages);
        return pages[(int)(key >> PageShift) & (pages.Length - 1)];
    }

    private int FirstOf(ulong key)
    {
        if (_pages.Length == 0)
        {
            return 0;
        }

        int place = (int)(key >> PageShift) & (_pages.Length - 1);
        return place & ((1 << _bits[place]) - 1);
    }

    private void MakeRoom(ulong key, TSlot[] full)
    {
        int first = FirstOf(key);
        if (_pages.Length == 0 && full.Length >= flatSlots)
        {
            Spread(full);
        }
        else if (_pages.Length == 0 || _bits[first] == MostBits)
        {
            Grow(first, full);
        }
        else
        {
            Divide(first, full);
        }
    }

    private void Grow(int first, TSlot[] full)
    {
        TSlot[] grown = new TSlot[2 * full.Length];
        _taken[first] = Copy(full, grown, mask: 0, want: 0);
        Interlocked.Add(ref _slots, full.Length);
        if (_pages.Length == 0)
        {
            Volatile.Write(ref _flat, grown);
        }
        else
        {
            Publish(first, 1 << _bits[first], grown);
        }
    }

    // The only page becomes several with as many slots in all, and one more bit tells each from the others.
    private void Spread(TSlot[] full)
    {
        int count = Math.Max(2, full.Length / pageSlots);
        TSlot[][] pages = new TSlot[count][];
        int[] taken = new int[count];
        long slots = 0;
        for (int i = 0; i < count; i++)
        {
            // Keys could be alike: then one page takes all.
            (ulong mask, ulong want) = ((ulong)(count - 1) << PageShift, (ulong)i << PageShift);
            int length = pageSlots;
            for (int needed = Count(full, mask, want); 100 * needed > MostFilled * length; length *= 2)
            {
            }

            pages[i] = new TSlot[length];
            taken[i] = Copy(full, pages[i], mask, want);
            slots += length;
        }

        _bits = new byte[count];
        Array.Fill(_bits, (byte)BitOperations.Log2((uint)count));
        _taken = taken;
        Interlocked.Exchange(ref _slots, slots);

        // In this order: who finds no only page finds the others.
        Volatile.Write(ref _pages, pages);
        Volatile.Write(ref _flat, null);
    }

    private void Divide(int first, TSlot[] full)
    {
        int bits = _bits[first];
        if (1 << bits == _pages.Length)
        {
            _bits = [.. _bits, .. _bits];
            _taken = [.. _taken, .. _taken];
            Volatile.Write(ref _pages, [.. _pages, .. _pages]);
        }

        int second = first + (1 << bits);
        for (int i = first; i < _pages.Length; i += 1 << bits)
        {
            _bits[i] = (byte)(bits + 1);
        }

        (TSlot[] low, TSlot[] high) = (new TSlot[full.Length], new TSlot[full.Length]);
        ulong bit = 1UL << (PageShift + bits);
        _taken[first] = Copy(full, low, bit, want: 0);
        _taken[second] = Copy(full, high, bit, want: bit);
        Publish(first, 2 << bits, low);
        Publish(second, 2 << bits, high);
        Interlocked.Add(ref _slots, full.Length);
    }

    private void Publish(int first, int step, TSlot[] page)
    {
        for (int i = first; i < _pages.Length; i += step)
        {
            Volatile.Write(ref _pages[i], page);
        }
    }

    private int Count(TSlot[] from, ulong mask, ulong want)
    {
        int count = 0;
        foreach (ref TSlot slot in from.AsSpan())
        {
            count += !IsFree(in slot) && KeyOf(in slot) is { } key && (key & mask) == want ? 1 : 0;
        }

        return count;
    }

    /// <summary>Copies the slots with such keys.</summary>
    /// <returns>How many.</returns>
    private int Copy(TSlot[] from, TSlot[] to, ulong mask, ulong want)
    {
        int copied = 0;
        foreach (ref TSlot slot in from.AsSpan())
        {
            if (IsFree(in slot) || KeyOf(in slot) is not { } key || (key & mask) != want)
            {
                continue;
            }

            int i = (int)key & (to.Length - 1);
            while (!IsFree(in to[i]))
            {
                i = (i + 1) & (to.Length - 1);
            }

            Put(ref to[i], in slot);
            copied++;
        }

        return copied;
    }
}
