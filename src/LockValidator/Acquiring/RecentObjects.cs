// Hot path: no allocation, no lock, no virtual call.
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>What one thread found lately in a weak table, by the address of the object: several times cheaper than to ask the table.</summary>
/// <remarks>
/// Found by address and then compared by reference, so that an object which the collector has moved is only looked up once more. An
/// entry keeps its object alive until the next full collection, which empties all threads' entries (<see cref="CollectionWatch"/>);
/// weak references would cost each look-up two loads that wait for each other. What is used once only is not to be entered.
/// </remarks>
internal sealed class RecentObjects
{
    private const int SetBits = 10, Ways = 2;

    // Written by the thread; set to null by the finalizer's thread too, Target first: an entry that is found half empty is none.
    private EntrySpace _entries;

    public RecentObjects() => CollectionWatch.Add(this);

    /// <summary>What was entered for an object, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public object? Find(object target)
    {
        ref Entry first = ref SetOf(target);
        if (ReferenceEquals(first.Target, target))
        {
            return first.Known;
        }

        ref Entry second = ref Unsafe.Add(ref first, 1);
        return ReferenceEquals(second.Target, target) ? second.Known : null;
    }

    public void Add(object target, object known)
    {
        ref Entry first = ref SetOf(target);
        Write(ref Unsafe.Add(ref first, 1), first.Target, first.Known);
        Write(ref first, target, known);
    }

    /// <summary>Called by another thread.</summary>
    internal void Clear()
    {
        foreach (ref Entry entry in (Span<Entry>)_entries)
        {
            Volatile.Write(ref entry.Target, null);
            Volatile.Write(ref entry.Known, null);
        }
    }

    private static void Write(ref Entry entry, object? target, object? known)
    {
        // No reader but this thread: it never sees the object of one entry with what is known of another.
        entry.Target = null;
        Volatile.Write(ref entry.Known, known);
        Volatile.Write(ref entry.Target, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Entry SetOf(object target)
    {
        ulong address = (ulong)Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref Unsafe.As<Body>(target).First);
        int set = (int)((address * 0x9E3779B97F4A7C15) >> (64 - SetBits));
        return ref Unsafe.Add(ref _entries.First, Ways * set);
    }

    private struct Entry
    {
        public object? Target;
        public object? Known;
    }

    /// <summary>In the object itself: a load less on the way.</summary>
    [InlineArray(Ways << SetBits)]
    private struct EntrySpace
    {
        public Entry First;
    }

    /// <summary>Any object, seen as its first byte: the address without a detour over the stack.</summary>
    private sealed class Body
    {
        public byte First;

        private Body() => First = 1;
    }

    /// <summary>Empties what the threads remember, after each full collection: the collector finalizes it, and it is there again.</summary>
    private sealed class CollectionWatch
    {
        // Interlocked; no lock, for a thread that is interrupted must not hear of that here.
        private static Link? s_newest;
        private static int s_started;

        ~CollectionWatch()
        {
            for (Link? each = Interlocked.Exchange(ref s_newest, null); each is not null; each = each.Older)
            {
                if (each.Recent.TryGetTarget(out RecentObjects? recent))
                {
                    recent.Clear();
                    Add(each.Recent);
                }
            }

            // Old by now, so that only full collections find it.
            GC.ReRegisterForFinalize(this);
        }

        public static void Add(RecentObjects recent)
        {
            Add(new WeakReference<RecentObjects>(recent));
            if (Interlocked.Exchange(ref s_started, 1) == 0)
            {
                _ = new CollectionWatch();
            }
        }

        private static void Add(WeakReference<RecentObjects> recent)
        {
            Link? newest;
            do
            {
                newest = Volatile.Read(ref s_newest);
            }
            while (Interlocked.CompareExchange(ref s_newest, new Link(recent, newest), newest) != newest);
        }

        private sealed record Link(WeakReference<RecentObjects> Recent, Link? Older);
    }
}
