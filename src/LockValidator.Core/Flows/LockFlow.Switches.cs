namespace LockValidator;

/// <summary>A thread runs one async flow after the other, and one inside the other: what it took in one it must have released when it leaves it.</summary>
public sealed partial class LockFlow
{
    // One for each flow that runs on the thread inside the one before; few, for every way out leads back to the outermost.
    private List<(object? Outer, int Affine)>? _switches;

    /// <summary>
    /// The thread begins to run another async flow, or ends and goes back to the one before. A thread-affine lock that was taken in
    /// between is held across an <c>await</c>: the rest of the flow may run on another thread, which cannot release it.
    /// </summary>
    internal void Switched(object? from, object? to)
    {
        int back = (_switches ??= []).FindLastIndex(open => ReferenceEquals(open.Outer, to));
        if (back < 0 && to is null)
        {
            // Out of a flow that was not seen to begin on this thread: nothing to compare with, and nothing to come back to.
            return;
        }

        int before = back < 0 ? 0 : _switches[back].Affine;

        // Code without a flow of its own may run inside this one (a continuation of a task that is completed here). Looked at only
        // where something is held.
        bool inside = back < 0 || (to is null && AffineHeld() > before && StackText.RunsInside());
        if (inside)
        {
            _switches.Add((from, AffineHeld()));
        }
        else
        {
            _switches.RemoveRange(back, _switches.Count - back);
            ReportLeftBehind(before);
        }
    }

    /// <summary>The code that runs on the thread has just become a flow with a mark of its own.</summary>
    internal void SwitchBegan(object? outer) => (_switches ??= []).Add((outer, AffineHeld()));

    /// <summary>It has just given it up, by itself: what it still holds is reported elsewhere.</summary>
    internal void SwitchEnded(object? outer)
    {
        int back = _switches?.FindLastIndex(open => ReferenceEquals(open.Outer, outer)) ?? -1;
        if (back >= 0)
        {
            _switches!.RemoveRange(back, _switches.Count - back);
        }
    }

    private int AffineHeld()
    {
        int count = 0;
        for (int i = 1; i <= HeldLocks.Depth; i++)
        {
            count += IsAffine(HeldLocks[i].Bits) ? 1 : 0;
        }

        return count;
    }

    private static bool IsAffine(HeldBits bits) => !bits.IsLoose && !bits.IsAsync && !bits.IsForgotten && !bits.IsUnchecked;

    private void ReportLeftBehind(int before)
    {
        if (HeldLocks.Depth == 0 || !IsChecking || AffineHeld() <= before)
        {
            return;
        }

        int first = 0;
        for (int i = 1, seen = 0; i <= HeldLocks.Depth && first == 0; i++)
        {
            seen += IsAffine(HeldLocks[i].Bits) ? 1 : 0;
            first = seen > before ? i : 0;
        }

        Guarded("await with", (in LockMap _, FindingList findings) =>
        {
            using (Checker.Gate.Enter())
            {
                AwaitFinding.Add(this, first, findings);
            }

            return null;
        }, default);

        // The thread goes on with other work: what that takes has nothing to do with the lock that was left behind.
        ForgetHeld(first, IsAffine);
    }

    private bool HoldsUnforgotten(int above)
    {
        for (int i = above + 1; i <= HeldLocks.Depth; i++)
        {
            if (!HeldLocks[i].Bits.IsForgotten)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Locks that were left behind make no more dependencies; what stands on one of them is another chain from then on.</summary>
    private void ForgetHeld(int first, Func<HeldBits, bool> which)
    {
        ulong difference = 0;
        for (int i = first; i <= HeldLocks.Depth; i++)
        {
            ref HeldEntry entry = ref HeldLocks[i];
            if (which(entry.Bits) && !entry.Bits.IsForgotten)
            {
                entry.Bits = entry.Bits.AsForgotten();
                difference ^= ChainKey.Mix(~(ulong)(uint)entry.ClassId);
            }

            entry.Key ^= difference;
        }

        NameHeldAnew();
    }
}
