// Hot path: no allocation, no lock, no virtual call.
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>Releasing, in any order.</summary>
public sealed partial class LockFlow
{
    /// <summary>The flow has released a lock, or is about to. Never throws.</summary>
    /// <param name="map">The lock.</param>
    /// <param name="mode">The side; null: as it is held. A side that is not held is a finding.</param>
    public void Release(in LockMap map, LockMode? mode)
    {
        if (!HeldLocks.TryPop(map.Instance, mode))
        {
            ReleaseSlow(in map, mode);
        }
    }

    /// <summary>The flow has released a lock, or is about to, in whatever mode it holds it. Never throws.</summary>
    /// <param name="map">The lock.</param>
    public void Release(in LockMap map)
    {
        if (!HeldLocks.TryPop(map.Instance, mode: null) && !HeldLocks.TryTakeSecond(map.Instance))
        {
            ReleaseSlow(in map, mode: null);
        }
    }

    /// <summary>The flow releases a lock completely, however often it holds it, as a condition wait does.</summary>
    /// <param name="map">The lock.</param>
    /// <returns>How often it was held; 0 if it was not.</returns>
    public int ReleaseAll(in LockMap map)
    {
        int count = 0;
        while (HeldLocks.LastOf(map.Instance, map.Class?.Id ?? 0) is > 0 and int index)
        {
            // One release for each hold, so that a recording shows what happens.
            int depth = HeldLocks.Depth;
            int reentries = HeldLocks.DetailOf(index)?.Reentries ?? 0;
            Release(in map);
            if (HeldLocks.Depth == depth && (HeldLocks.DetailOf(index)?.Reentries ?? 0) == reentries)
            {
                break;
            }

            count++;
        }

        return count;
    }

    /// <summary>The flow takes a lock again after <see cref="ReleaseAll"/>.</summary>
    /// <param name="map">The lock.</param>
    /// <param name="count">How often it was held.</param>
    public void AcquireAgain(in LockMap map, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Acquire(in map);
        }
    }

    /// <summary>The acquisition that was announced did not come about: takes back the last one, as if it had not been.</summary>
    /// <param name="map">The lock.</param>
    public void Withdraw(in LockMap map)
    {
        if (HeldLocks.LastOf(map.Instance, map.Class?.Id ?? 0) > 0)
        {
            Release(in map);
        }
    }

    private void ReleaseUnmeasured(in LockMap map, LockMode? mode)
    {
        if (mode is null && TryUncountNewest(map.Instance))
        {
            return;
        }

        CatchUpWithAsync();
        if (map.Class is not { } type || type.Tracking == ClassTracking.None || TryReleaseKnown(in map, mode)
            || (map.IsDemoted && HeldLocks.LastOf(map.Instance, type.Id) == 0))
        {
            return;
        }

        ReleaseChecked(in map, mode);
    }

    /// <summary>Apart from its caller, whose way to a plain release must not pay for what is captured here.</summary>
    private void ReleaseChecked(in LockMap map, LockMode? mode)
    {
        RecordWithCheck(new FlowOperation(OperationCode.Release, this) { Map = map, HasMode = mode is not null, Options = new AcquireOptions(mode ?? default) });
        if (!IsChecking)
        {
            FlushRecord();
            return;
        }

        Guarded("release", (in LockMap lockMap, FindingList findings) => ReleaseCold(in lockMap, mode, findings), in map);
        TellReleased(in map, mode);
        RunDeferred();
    }

    /// <summary>A release that needs nothing but known chains: of the newest lock in any context, of a re-entry, or in another order than it was taken.</summary>
    private bool TryReleaseKnown(in LockMap map, LockMode? mode)
    {
        if (HeldLocks.Known == 0 || !HeldLocks.HasRoom || !IsCaughtUp || _deferred is { Count: > 0 })
        {
            return false;
        }

        int depth = HeldLocks.Depth;
        for (int i = depth; i > 0 && HeldLocks[i].Inside == HeldLocks[depth].Inside; i--)
        {
            ref HeldEntry entry = ref HeldLocks[i];
            if (entry.Instance == map.Instance)
            {
                return (mode is null || entry.Bits.Mode == mode) && (i == depth ? TryPopNewest() : entry.Bits.IsPlain && TryTakeOut(i));
            }

            if (!entry.Bits.IsPlain)
            {
                return false;
            }
        }

        return false;
    }

    private bool TryPopNewest()
    {
        int depth = HeldLocks.Depth;
        if (HeldLocks[depth].Bits.Mode == LockMode.Upgradeable)
        {
            return false;
        }

        HeldDetail? detail = HeldLocks.DetailOf(depth);
        if (detail is { Reentries: > 0, HasPins: false, References: 0 })
        {
            detail.Reentries--;
            HeldLocks.DropBlankDetail(detail);
            return true;
        }

        if (detail is { IsBlank: false })
        {
            return false;
        }

        HeldLocks.PopSparing();
        return true;
    }

    /// <summary>Takes an entry out from under others, if the chains that those make without it are known and clean.</summary>
    private bool TryTakeOut(int index)
    {
        if (index == HeldLocks.Depth - 1 && _contextKey == 0)
        {
            // By far the most frequent: the one below the newest.
            var newest = new ChainName(HeldLocks[index - 1].Key, HeldLocks.Top.NamedHead, Context: 0);
            ulong key = newest.Key;
            int known = HeldLocks.Known;
            if (IsClean(newest.Below, newest.Head, key))
            {
                HeldLocks.Learn(known, newest.Below, newest.Head, key);
                HeldLocks.RemoveSecond(key);
                return true;
            }
        }

        Span<ulong> keys = stackalloc ulong[HeldLocks.Depth - index];
        ulong below = HeldLocks[index - 1].Key;
        for (int i = 0; i < keys.Length; i++)
        {
            var name = new ChainName(below, HeldLocks[index + 1 + i].NamedHead, _contextKey);
            if (!TryGetClean(in name, out keys[i]))
            {
                return false;
            }

            below = keys[i];
        }

        HeldLocks.RemovePlain(index);
        for (int i = 0; i < keys.Length; i++)
        {
            ref HeldEntry entry = ref HeldLocks[index + i];
            entry.Key = keys[i];
            entry.Bits = entry.Bits.WithoutLevel();
        }

        return true;
    }

    private Action? ReleaseCold(in LockMap map, LockMode? mode, FindingList findings)
    {
        CatchUpWithRemovals();
        int index = HeldSearch.ForRelease(this, in map, mode);
        if (index == 0)
        {
            index = ReleaseFindings.NotHeld(this, in map, mode, findings);
            if (index == 0)
            {
                return null;
            }
        }

        HeldDetail? detail = HeldLocks.DetailOf(index);
        if (detail is { Pins.Count: > 0 })
        {
            ReleaseFindings.Pinned(this, in map, index, findings);
        }

        if (detail is { References: > 0, Nest.Instance: 0 } && HeldLocks[index].Instance != map.Instance && Checker.Options.KernelRules)
        {
            MapFindings.Add(this, in map, ViolationKind.NestMergeWithoutNest, null, "the entry in which this lock is counted was taken without a nest lock", findings, index);
        }

        if (detail is { References: > 1 })
        {
            detail.References--;
        }
        else if (detail is { Reentries: > 0 })
        {
            detail.Reentries--;
        }
        else
        {
            RemoveHeld(index, findings);
            BreakCovers(detail, findings);
        }

        return null;
    }

    /// <summary>Takes an entry out, an upgradeable one with its slot, and validates anew what stands above: its surroundings have changed.</summary>
    private void RemoveHeld(int index, FindingList findings)
    {
        bool withSlot = HeldLocks[index].Bits.Mode == LockMode.Upgradeable && index > 1 && HeldLocks[index - 1].Instance == -HeldLocks[index].Instance;
        Renew(withSlot ? index - 1 : index, withSlot ? 2 : 1, change: null, findings);
    }

    /// <summary>Cuts the stack at an entry and takes everything above again with all checks, in today's context.</summary>
    /// <param name="index">The first entry to go.</param>
    /// <param name="dropped">How many entries go for good.</param>
    /// <param name="change">What to do with the first entry that is taken again; null: as it was.</param>
    /// <param name="findings">Where findings go.</param>
    private void Renew(int index, int dropped, Func<Acquisition, Acquisition>? change, FindingList findings)
    {
        if (HeldLocks.Depth == index + dropped - 1 && change is null)
        {
            for (int i = 0; i < dropped; i++)
            {
                HeldLocks.Pop();
            }

            return;
        }

        var again = new List<Acquisition>();
        for (int i = index + dropped; i <= HeldLocks.Depth; i++)
        {
            HeldDetail? detail = HeldLocks.DetailOf(i);
            Acquisition renewed = Acquisition.Renew(in HeldLocks[i], detail, ClassOf(i));
            renewed.IsForgotten = HeldLocks[i].Bits.IsForgotten && !Checker.Options.KernelRules;
            again.Add(renewed);
        }

        while (HeldLocks.Depth >= index)
        {
            HeldLocks.Pop();
        }

        for (int i = 0; i < again.Count; i++)
        {
            Acquisition a = i == 0 && change is not null ? change(again[i]) : again[i];
            if (a.Shown is { } shown && (i > 0 || change is null))
            {
                PushAgain(shown, a.Detail);
            }
            else if (!NestMerge.TryMergeRenewed(this, a))
            {
                CheckOne(a, findings);
                PushCold(a);
            }
        }
    }

    private LockClass? ClassOf(int index)
    {
        using (Checker.Gate.Enter())
        {
            return Checker.Graph.Find(HeldLocks[index].ClassId, HeldLocks[index].Bits.Subclass)?.Class;
        }
    }
}
