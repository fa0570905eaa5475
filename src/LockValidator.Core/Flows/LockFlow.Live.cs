using System.Runtime.CompilerServices;

namespace LockValidator;

/// <content>Waits that really block, for who looks for deadlocks and stalls.</content>
public sealed partial class LockFlow
{
    /// <summary>The flow blocks from here on, until the result is told of the end: for a lock that it was about to take and that is not free, or for what others complete.</summary>
    /// <param name="map">The lock, of which the checker was told that it is about to be taken; or what is waited for (<see cref="WaitFor"/>).</param>
    /// <param name="mode">The side.</param>
    /// <returns>What is to be told of the end; null where nobody looks at it.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public LockWait? BeginWait(in LockMap map, LockMode mode = LockMode.Exclusive)
    {
        CatchUpWithAsync();
        bool isWait = map.Class?.Kind.Type == LockClassType.Wait;
        return Waiting(in map, mode, isWait ? 0 : PendingOf(map.Instance, mode), asyncOnly: false);
    }

    /// <summary>Whether <see cref="BeginWait(in LockMap, LockMode)"/> would note a wait of this flow now.</summary>
    /// <param name="map">As there.</param>
    /// <param name="mode">As there.</param>
    internal bool NotesWaits(in LockMap map, LockMode mode)
    {
        CatchUpWithAsync();
        return Checker.Live is { } live && HeldInWait(live, in map, mode, PendingOf(map.Instance, mode), asyncOnly: false) is not null;
    }

    /// <summary>The same for the async flow that the thread runs, which has a hold that is still to come about.</summary>
    internal LockWait? BeginAsyncWait(AsyncHeldNode node, bool isBlocked)
    {
        CatchUpWithAsync();
        return Waiting(in node.Map, node.Bits.Mode, pending: 0, asyncOnly: !isBlocked);
    }

    private LockWait? Waiting(in LockMap map, LockMode mode, int pending, bool asyncOnly)
    {
        // Asked for once: the limits may be changed meanwhile.
        if (Checker.Live is not { } live || HeldInWait(live, in map, mode, pending, asyncOnly) is not { } held)
        {
            return null;
        }

        try
        {
            return BeginWait(live.Table, in map, mode, pending, held, asyncOnly);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Checker.Failures.Note($"a wait could not be noted: {e}");
            return null;
        }
    }

    /// <summary>What the flow holds while it waits; null where the wait is not to be noted.</summary>
    private List<int>? HeldInWait(LiveWatch live, in LockMap map, LockMode mode, int pending, bool asyncOnly)
    {
        if (map.Class is not { } type || !IsChecking || type.Tracking == ClassTracking.None)
        {
            return null;
        }

        // Nobody can wait for a flow that holds nothing.
        List<int> held = HeldBeside(pending, mode, asyncOnly);
        return held.Count > 0 || live.Limits.Stall is not null ? held : null;
    }

    private LockWait BeginWait(WaitTable table, in LockMap map, LockMode mode, int pending, List<int> held, bool asyncOnly)
    {
        // A stack is worth its time only where a thread is stopped: an async flow is told by where its chain was seen first.
        CodePosition position = asyncOnly ? CodePosition.Unknown : Checker.Builder.PositionOfNow(this);
        LockUse use;
        List<WaitHold> holds;
        using (Checker.Gate.Enter())
        {
            position = position.Frames.Count == 0 && pending > 0 ? Checker.Builder.PositionOf(this, pending) : position;
            use = Checker.Builder.UseOf(in map, mode, position);
            holds = held.ConvertAll(index => new WaitHold(HeldLocks[index], Checker.Builder.UseOf(this, index), HeldLocks[index].Bits.IsAsync ? NodeOf(HeldLocks[index].Instance) : null));
        }

        var wait = new LockWait(table, this, in use, map.Instance, holds, asyncOnly ? null : Thread.CurrentThread);
        table.Begin(wait);
        return wait;
    }

    /// <summary>The entry of the acquisition that waits: it counts as held before it is.</summary>
    private int PendingOf(long instance, LockMode mode)
    {
        for (int i = HeldLocks.Depth; i > 0; i--)
        {
            if (HeldLocks[i].Instance == instance && HeldLocks[i].Bits.Mode == mode)
            {
                return i;
            }
        }

        return 0;
    }

    private List<int> HeldBeside(int pending, LockMode mode, bool asyncOnly)
    {
        var held = new List<int>();
        long slot = pending > 0 && mode == LockMode.Upgradeable ? -HeldLocks[pending].Instance : 0;
        for (int i = 1; i <= HeldLocks.Depth; i++)
        {
            HeldBits bits = HeldLocks[i].Bits;
            bool isPending = i == pending || (slot != 0 && i == pending - 1 && HeldLocks[i].Instance == slot);
            if (!isPending && !bits.IsForgotten && !bits.IsInherited && (!asyncOnly || bits.IsAsync) && !IsAgain(i))
            {
                held.Add(i);
            }
        }

        return held;
    }

    /// <summary>Whether an entry says of a lock that an older one names already only that it is held once more.</summary>
    private bool IsAgain(int index)
    {
        for (int i = HeldLocks[index].Bits.IsTransparent ? index - 1 : 0; i > 0; i--)
        {
            if (HeldLocks[i].Instance == HeldLocks[index].Instance)
            {
                return true;
            }
        }

        return false;
    }

    private AsyncHeldNode? NodeOf(long instance)
    {
        for (AsyncHeldNode? node = _newestMirrored; node is not null; node = node.Older)
        {
            if (node.Map.Instance == instance && !node.IsReleased)
            {
                return node;
            }
        }

        return null;
    }
}
