// Hot path: no allocation, no lock, no virtual call.
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>Acquiring, from the known chain (hot) to the rules (cold).</summary>
public sealed partial class LockFlow
{
    /// <summary>The flow is about to take a lock exclusively, waiting as long as it takes. To be called before the real acquisition.</summary>
    /// <param name="map">The lock.</param>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; nothing is held.</exception>
    public void Acquire(in LockMap map)
    {
        if (map.Profile is not { } profile
            || !(HeldLocks.TryPush(profile.Key, profile.Head, map.Instance) || HeldLocks.TryPushAgain(profile.AgainHead, map.Instance)))
        {
            AcquireSlow(in map);
        }
    }

    /// <summary>The flow is about to take a lock (for a try: has just taken it).</summary>
    /// <param name="map">The lock; a default value is no lock.</param>
    /// <param name="options">How.</param>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; nothing is held.</exception>
    public void Acquire(in LockMap map, in AcquireOptions options)
    {
        if (Checker.Times is not null || !TryPushKnown(in map, in options))
        {
            AcquireSlow(in map, in options);
        }
    }

    /// <summary>A plain acquisition that the hot path left: what is most frequent is tried first.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void AcquireSlow(in LockMap map)
    {
        if (map.Profile is { } profile)
        {
            if (TryPushDirty(profile.Key, profile.Head, map.Instance) || TryPushClean(profile.Key, profile.Head, map.Instance))
            {
                return;
            }

            Checker.Chains.LookAhead(ChainKey.Append(HeldLocks.TopKey, profile.Key));
        }

        AcquireSlow(in map, default);
    }

    /// <summary>Whether a chain with this lock on top may be taken for known from now on. Not an upgradeable hold: it is two entries.</summary>
    internal bool CanCache(Acquisition a) =>
        !a.IsOnTrial && !HoldsOnTrial() &&
        a is { IsSync: false, Mode: not LockMode.Upgradeable, NestInstance: 0, Key: not 0, OwnHold: OwnHold.None, IgnoredInstance: 0, Comparisons: null, HasOrder: false } && HeldLocks.Depth < ChainKey.MaxCachedDepth;

    /// <summary>A chain over an instance on trial is looked at each time, so that what it proves is known to rest on more than that instance.</summary>
    private bool HoldsOnTrial()
    {
        for (int i = HeldLocks.Depth; i > 0 && HeldLocks.Depth < ChainKey.MaxCachedDepth; i--)
        {
            if (HeldLocks[i].Bits.IsOnTrial)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A subclass out of range spills into other bits: the chain is never known, and the slow path says what is wrong.</summary>
    internal static HeldBits BitsFor(LockProfile profile, in AcquireOptions options) => profile.Marked(new HeldBits(
        options.Mode,
        options.Kind,
        options.Subclass != 0 ? options.Subclass : profile.Subclass,
        options.Outer,
        options.Unchecked));

    /// <summary>
    /// The chain key with one more lock on top of some depth; everything that a rule looks at is in it. A chain that is too deep to be
    /// cached, and one of a replay under kernel rules, is never looked up by its key, and so is not named.
    /// </summary>
    private ulong KeyOver(int depth, ulong head)
    {
        var name = new ChainName(HeldLocks[depth].Key, head, _contextKey);
        return depth >= ChainKey.MaxCachedDepth || Checker.Options.KernelRules ? name.Key : Checker.Chains.KeyOf(in name);
    }

    private void PushPlain(long instance, ulong head, ulong key)
    {
        ref HeldEntry entry = ref HeldLocks.PushPlain();
        entry.Key = key;
        entry.Tag = instance;
        entry.Head = head | _graphLevelBits;
        entry.Tail = _tail;
    }

    private void AcquireUnmeasured(in LockMap map, in AcquireOptions options)
    {
        CatchUpWithAsync();
        if (map.Profile is not { } profile || profile.Tracking == ClassTracking.None || map.IsDemoted
            || (HeldLocks.Top.Instance == map.Instance && TryCountAgain(in map, in options))
            || TryPushKnown(in map, in options) || TryCountAgain(in map, in options))
        {
            return;
        }

        AcquireCold(in map, profile, in options);
    }

    /// <summary>Through the rules to the held stack. A failure of the engine does not fail the program: the lock is taken then, so its release must find it.</summary>
    private void AcquireCold(in LockMap map, LockProfile profile, in AcquireOptions options)
    {
        if (Checker.Recorder is not null)
        {
            RecordWithCheck(new FlowOperation(OperationCode.Acquire, this) { Map = map, Options = options });
        }

        if (!IsChecking)
        {
            FlushRecord();
            NmiRule.Check(this, in map, in options);
            return;
        }

        Checker.Graph.LookAhead(profile.ClassId, HeldLocks.Top.ClassId);
        FindingList findings = NewFindings("acquire");
        (Acquisition? Slot, Acquisition? Lock) taken = default;
        bool failed = false;
        _busy++;
        try
        {
            taken = TakeCold(in map, profile, in options, findings, isSync: false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            NoteFailure("acquire", e);
            failed = true;
            PushCold(NewAcquisition(in map, profile.Class, profile.ClassId, map.Subclass, options with { Unchecked = true }, isSync: false, map.Instance));
        }
        finally
        {
            _busy--;
            FlushRecord();
        }

        Deliver(findings, mayThrow: !failed);
        if (failed)
        {
            return;
        }

        // What is checked is told before it counts as held, so that an observer can keep the flow waiting or refuse.
        if (Observer is not null && _quiet == 0)
        {
            TellAcquiring(in map, in options);
        }

        if (taken.Lock is not null)
        {
            PushChecked(taken.Slot, taken.Lock);
        }
    }

    /// <summary>A clean chain of a plain task that the block has not (any more): among all that the flow walked, then among those that anybody may walk.</summary>
    private bool TryPushClean(ulong lockKey, ulong head, long instance)
    {
        ulong below = HeldLocks.TopKey;
        ulong key = ChainKey.Append(below, lockKey);
        return HeldLocks.Known != 0
            && (IsOwnClean(below, head, key) || (IsCaughtUp && Checker.Chains.IsClean(below, head, key, _generation)))
            && HeldLocks.TryPushLearnt(below, head, key, instance);
    }

    /// <summary>A chain that is known to the flow or, if not (any more), to the checker: without lock and allocation.</summary>
    private bool TryPushKnown(in LockMap map, in AcquireOptions options)
    {
        int known = HeldLocks.Known;
        if (known == 0 || map.Profile is not { NeedsMore: false } profile
            || options.Nest.Instance != 0 || options.Kind == AcquireKind.Announced || !HeldLocks.HasRoom)
        {
            return false;
        }

        ulong head = HeldEntry.HeadOf(profile.Class.Id, BitsFor(profile, in options));
        ulong below = HeldLocks.Top.Key;
        ulong key = ChainKey.Append(below, ChainKey.OfLock(profile.Class.Key, (int)head));
        if (_contextKey == 0 && HeldLocks.Knows(below, head, key))
        {
            PushPlain(map.Instance, head, key);
            return true;
        }

        if (!IsCaughtUp)
        {
            return false;
        }

        if (_contextKey == 0 && IsClean(below, head, key))
        {
            HeldLocks.Learn(known, below, head, key);
            PushPlain(map.Instance, head, key);
            return true;
        }

        return TryPushShared(map.Instance, new ChainName(below, head, _contextKey), known);
    }

    private bool TryPushShared(long instance, in ChainName name, int known)
    {
        int epoch = Checker.WatchEpoch;
        if (!Checker.Chains.TryGet(in name, _generation, out ulong key, out ChainRecord record) || (record.IsDirty && Checker.IsHeard(record)) || !record.Admits(_walker, epoch))
        {
            return false;
        }

        if (record.IsDirty)
        {
            CountWalk(record);
            RememberDirty(known, in name, key, record);
        }
        else
        {
            Remember(known, epoch, in name, key);
        }

        PushPlain(instance, name.Head, key);
        return true;
    }

    /// <summary>The hot path works keys out, and knows no context but a plain task's: only chains for which that is right are shown to it.</summary>
    private void Remember(int known, int epoch, in ChainName name, ulong key)
    {
        if (name.Context == 0 && name.Key == key && known != 0)
        {
            HeldLocks.Learn(known, name.Below, name.Head, key);
            LearnClean(in name, key, epoch);
        }
    }

    /// <summary>The end of a re-entry of the newest lock, where the hot path may be taken: no context, and nothing to catch up with but removals.</summary>
    private bool TryUncountNewest(long instance)
    {
        if (!HeldLocks.IsHot || !HeldLocks.HasRoom || HeldLocks.Top.Instance != instance || !IsCaughtUp || _deferred is { Count: > 0 }
            || HeldLocks.DetailOf(HeldLocks.Depth) is not { Reentries: > 0, HasPins: false, References: 0 } detail)
        {
            return false;
        }

        detail.Reentries--;
        HeldLocks.DropBlankDetail(detail);
        return true;
    }

    /// <summary>A re-entry of what is held already: counted, without lock and allocation.</summary>
    private bool TryCountAgain(in LockMap map, in AcquireOptions options)
    {
        if (!map.IsReentrant || HeldLocks.Known == 0 || map.Profile is not { NeedsMore: false }
            || options.Nest.Instance != 0 || options.Kind == AcquireKind.Announced || options.Mode == LockMode.Upgradeable
            || options.Subclass is < 0 or >= LockClass.Subclasses || !IsCaughtUp)
        {
            return false;
        }

        for (int i = HeldLocks.HasRoom ? HeldLocks.Depth : 0; i > 0; i--)
        {
            ref HeldEntry entry = ref HeldLocks[i];
            if (entry.Instance == map.Instance && entry.Bits.Mode == options.Mode)
            {
                HeldLocks.EnsureDetail(i).Reentries++;
                return true;
            }
        }

        return false;
    }
}
