// Hot path: no allocation, no lock, no virtual call.
namespace LockValidator;

/// <summary>How many read sections are open, counted apart for two phases and for several groups of threads.</summary>
/// <remarks>
/// <para>Invariant: a section is counted in exactly one counter, from before its first read of shared data until after its last.</para>
/// <para>
/// A reader adds to the counter of the current phase and keeps the number of that counter as its ticket, so it can leave on any
/// thread, and so each counter by itself is exact and never negative. Why waiting for zero is enough, whichever phase a reader
/// is in: the adding and the waiter's announcement are full fences. If the waiter reads zero before a reader adds, all that was
/// written before the wait is visible to what that reader reads afterwards, so it cannot find the old data. If the waiter reads
/// it after, it sees the reader and waits; reading the zero that the reader's leaving wrote, it also sees that the reader's
/// reads are done. The two phases serve progress alone: without them new readers could keep a counter from ever being zero. A
/// reader that is delayed between reading the phase and adding enters a phase that is being waited for; that delays the wait,
/// once for each such reader, and breaks nothing.
/// </para>
/// <para>Stress test: <c>RcuStressTests</c>.</para>
/// </remarks>
internal sealed class ReaderCounters
{
    private const int Phases = 2;

    // A group's counters stand 128 bytes from the next one's, so that two threads' sections do not pass a cache line to and fro.
    private const int Stride = 128 / sizeof(int);

    // Interlocked by readers; Volatile by who waits.
    private readonly int[] _counts;
    private readonly int _groupMask;

    // Written by who has the turn in GracePeriods; Volatile by readers.
    private int _phase;

    public ReaderCounters(int processors)
    {
        int groups = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)processors);
        _groupMask = groups - 1;
        _counts = new int[groups * Stride];
    }

    /// <summary>The phase that new readers enter, 0 or 1.</summary>
    public int Phase => Volatile.Read(ref _phase);

    /// <summary>Opens a section.</summary>
    /// <returns>The ticket to leave with.</returns>
    public int Enter()
    {
        int ticket = ((Environment.CurrentManagedThreadId & _groupMask) * Stride) + Volatile.Read(ref _phase);
        Interlocked.Increment(ref _counts[ticket]);
        return ticket;
    }

    /// <summary>Closes a section.</summary>
    /// <returns>True if it was the last one of its counter: a waiter may have what it waits for.</returns>
    public bool Leave(int ticket) => Interlocked.Decrement(ref _counts[ticket]) == 0;

    /// <summary>New readers enter the other phase from now on.</summary>
    public void Flip() => Interlocked.Exchange(ref _phase, _phase ^ 1);

    /// <summary>Whether each counter of a phase was seen at zero. Counters that were zero may have risen since; see the remarks.</summary>
    public bool IsDrained(int phase)
    {
        for (int i = phase; i < _counts.Length; i += Stride)
        {
            if (Volatile.Read(ref _counts[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Open sections, all told; for tests, and exact only while nobody enters or leaves.</summary>
    internal int Count()
    {
        int total = 0;
        for (int i = 0; i < _counts.Length; i += Stride)
        {
            for (int phase = 0; phase < Phases; phase++)
            {
                total += Volatile.Read(ref _counts[i + phase]);
            }
        }

        return total;
    }
}
