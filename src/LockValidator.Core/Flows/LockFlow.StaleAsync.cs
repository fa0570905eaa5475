namespace LockValidator;

/// <summary>Noticing that an async hold which the flow shows was released elsewhere: by another thread, or by a flow that does not see it.</summary>
public sealed partial class LockFlow
{
    private AsyncHeldNode? _newestMirrored;

    // Written by other threads, Volatile. Seen on the slow path, which the releaser forces by taking the cache away.
    private bool _mirrorIsStale;

    /// <summary>Called by the thread that releases.</summary>
    internal void MarkMirrorStale()
    {
        Volatile.Write(ref _mirrorIsStale, true);
        RefreshCache();
    }

    /// <summary>Called by the releasing thread on its own flow, which may show the hold without running the flow that has it.</summary>
    internal void MirrorAgain(AsyncHeldNode released)
    {
        if (_mirrorsAsync && _busy == 0 && Shows(released))
        {
            MirrorAsync(_newestMirrored);
        }
    }

    private bool Shows(AsyncHeldNode node)
    {
        for (int i = HeldLocks.Depth; i > 0; i--)
        {
            if (HeldLocks[i].Bits.IsAsync && HeldLocks[i].Instance == node.Map.Instance)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Stops showing what is released. On the flow's own thread, outside of the engine's work.</summary>
    private void CatchUpWithAsync()
    {
        CatchUpWithForgetting();
        if (Volatile.Read(ref _mirrorIsStale) && _busy == 0)
        {
            // A full fence: what is released after it was looked at below makes the mirror stale after this, so that it is seen the next time.
            Volatile.Write(ref _mirrorIsStale, false);
            Interlocked.MemoryBarrier();
            MirrorAsync(_newestMirrored);
            RefreshCache();
        }
    }
}
