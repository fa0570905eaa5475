using System.Collections.Concurrent;

namespace LockValidator;

/// <summary>What a semaphore is used as: a lock, whose holds stand here, or something that signals, which is no lock.</summary>
/// <remarks>
/// <para>
/// It counts as a lock from the first acquisition that finds one permit left, on trial until a release matches its acquisition. It
/// is demoted for ever by a release without a holder or by a flow that has nothing to do with the holder, and by a count above 1.
/// </para>
/// <para>
/// A release names no hold, so the oldest one ends. Only who took the semaphore can lead to its release, and it took its place here
/// before it returned from taking it: a release that finds nobody here is one of a semaphore that nobody held.
/// </para>
/// </remarks>
internal sealed class SemaphoreRole
{
    private const int Undecided = 0, OnTrial = 1, Confirmed = 2, Demoted = 3;

    private const int Empty = 0, Moving = 1, Full = 2;

    // The oldest hold of a lock, which has one at a time. Read and written by who has made its place Moving.
    private SemaphoreHold _oldest;

    // Written and read with Interlocked.
    private int _place = Empty;

    // Those that began while that place was taken: more than one permit is out. Made with Interlocked.
    private ConcurrentQueue<SemaphoreHold>? _others;

    // Written with Interlocked, read with Volatile. Only grows.
    private int _state = Undecided;

    public bool IsLock => Volatile.Read(ref _state) is OnTrial or Confirmed;

    public bool IsDemoted => Volatile.Read(ref _state) == Demoted;

    /// <summary>Whether an acquisition that finds so many permits is one of a lock.</summary>
    public bool Meets(int count, ref LockMap map)
    {
        if (count > 1)
        {
            Demote(ref map);
        }
        else if (count == 1 && Volatile.Read(ref _state) == Undecided)
        {
            Interlocked.CompareExchange(ref _state, OnTrial, Undecided);
        }

        return IsLock;
    }

    /// <summary>The semaphore has been taken.</summary>
    public void Took(in LockHold hold, bool awaited)
    {
        hold.MarkHeld();
        Add(new SemaphoreHold(hold, awaited ? 0 : Environment.CurrentManagedThreadId));
        if (IsDemoted)
        {
            Drain();
        }
    }

    /// <summary>The hold that a release ends.</summary>
    public SemaphoreHold? TakeHolder()
    {
        if (Interlocked.CompareExchange(ref _place, Moving, Full) == Full)
        {
            SemaphoreHold oldest = _oldest;
            _oldest = default;
            Volatile.Write(ref _place, Empty);
            return oldest;
        }

        return Volatile.Read(ref _others) is { } others && others.TryDequeue(out SemaphoreHold hold) ? hold : null;
    }

    /// <summary>The release did not come about.</summary>
    public void PutBack(SemaphoreHold hold) => Add(hold);

    /// <summary>One permit was given back, and ended a hold.</summary>
    /// <remarks>
    /// A flow that sees the hold as its own took it, or descends from the flow that did. One that does not may be an ancestor (it awaited
    /// the method that took it) or a stranger; where the hold was awaited, nothing tells the two apart, and it proves nothing.
    /// </remarks>
    public void Released(SemaphoreHold ended, ref LockMap map)
    {
        bool isRelated = ended.Thread == Environment.CurrentManagedThreadId || map.IsHeld();
        ended.Hold.Release();
        if (isRelated)
        {
            if (Volatile.Read(ref _state) == OnTrial && Interlocked.CompareExchange(ref _state, Confirmed, OnTrial) == OnTrial)
            {
                map.Confirm();
            }
        }
        else if (ended.Thread != 0)
        {
            Demote(ref map);
        }
    }

    /// <summary>It is no lock, from now on and for ever.</summary>
    public void Demote(ref LockMap map)
    {
        if (Interlocked.Exchange(ref _state, Demoted) != Demoted)
        {
            map.Demote();
        }

        Drain();
    }

    private void Add(SemaphoreHold hold)
    {
        if (Interlocked.CompareExchange(ref _place, Moving, Empty) == Empty)
        {
            _oldest = hold;
            Volatile.Write(ref _place, Full);
            return;
        }

        ConcurrentQueue<SemaphoreHold>? others = Volatile.Read(ref _others);
        if (others is null)
        {
            var made = new ConcurrentQueue<SemaphoreHold>();
            others = Interlocked.CompareExchange(ref _others, made, null) ?? made;
        }

        others.Enqueue(hold);
    }

    private void Drain()
    {
        while (TakeHolder() is { } hold)
        {
            hold.Hold.Release();
        }
    }
}
