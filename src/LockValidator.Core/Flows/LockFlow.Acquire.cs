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
        ulong key = ChainKey.Append(HeldLocks.Top.Key, map.Key) ^ _contextKey;
        if (_cache[key & (CacheSize - 1)] == key && HeldLocks.WithRoom is { } entries)
        {
            Push(ref HeldLocks.PushFast(entries), map.Instance, map.Head, key);
            return;
        }

        AcquireSlow(in map, default);
    }

    /// <summary>The flow is about to take a lock (for a try: has just taken it).</summary>
    /// <param name="map">The lock; a default value is no lock.</param>
    /// <param name="options">How.</param>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; nothing is held.</exception>
    public void Acquire(in LockMap map, in AcquireOptions options)
    {
        if (map.Class is { } type && options.Nest.Instance == 0 && map.Head != 0)
        {
            HeldBits bits = BitsFor(in map, in options);
            ulong key = KeyOver(HeldLocks.Top.Key, type.Key, bits);
            if (_cache[key & (CacheSize - 1)] == key && HeldLocks.WithRoom is { } entries)
            {
                Push(ref HeldLocks.PushFast(entries), map.Instance, HeldEntry.HeadOf(type.Id, bits), key);
                return;
            }
        }

        AcquireSlow(in map, in options);
    }

    /// <summary>A try or timed acquisition did not get the lock. A timed one waited, and is checked; a try of a lock that its own flow holds alone can never succeed.</summary>
    /// <param name="map">The lock.</param>
    /// <param name="options">How; its kind says which of the two it was.</param>
    public void AcquireFailed(in LockMap map, in AcquireOptions options)
    {
        Record(new FlowOperation(OperationCode.AcquireFailed, this) { Map = map, Options = options });
        using (Quietly())
        {
            if (options.Kind != AcquireKind.Try)
            {
                AcquireSlow(in map, in options);
                Withdraw(in map);
            }
            else if (!map.IsReentrant && HeldLocks.LastOf(map.Instance, map.Class?.Id ?? 0) is > 0 and int own && HeldLocks[own].Bits.Mode == LockMode.Exclusive)
            {
                AcquireSlow(in map, options with { Kind = AcquireKind.Blocking });
                Withdraw(in map);
            }
        }
    }

    /// <summary>Checks as an acquisition does, but nothing stays held: for code that waits for all holders to leave.</summary>
    /// <param name="map">The lock.</param>
    /// <param name="mode">The side.</param>
    /// <param name="unchecked_">True: no order and no usage.</param>
#pragma warning disable CA1707 // The keyword is the word for it.
    public void Sync(in LockMap map, LockMode mode, bool unchecked_ = false)
#pragma warning restore CA1707
    {
        var options = new AcquireOptions(mode, Unchecked: unchecked_);
        Record(new FlowOperation(OperationCode.Sync, this) { Map = map, Options = options });
        if (map.Class is { } type && IsChecking && type.Tracking != ClassTracking.None)
        {
            Guarded("wait for all holders of", (in LockMap lockMap, FindingList findings) => TakeCold(in lockMap, type, in options, findings, isSync: true), in map, mayThrow: true);
        }
    }

    /// <summary>This code may take the lock on some paths: the order is learnt on all.</summary>
    /// <param name="map">The lock.</param>
    public void MightAcquire(in LockMap map)
    {
        Record(new FlowOperation(OperationCode.MightAcquire, this) { Map = map });
        using (Quietly())
        {
            AcquireSlow(in map, default);
            Release(in map);
        }
    }

    /// <summary>Whether a chain with this lock on top may be taken for known from now on.</summary>
    internal bool CanCache(Acquisition a) =>
        !a.IsOnTrial && !HoldsOnTrial() &&
        a is { IsSync: false, NestInstance: 0, Key: not 0, OwnHold: OwnHold.None, IgnoredInstance: 0, Comparisons: null, Class.Order: null } && HeldLocks.Depth < ChainKey.MaxCachedDepth;

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

    private static HeldBits BitsFor(in LockMap map, in AcquireOptions options) => map.Marked(new HeldBits(
        options.Mode,
        options.Kind,
        options.Subclass != 0 ? options.Subclass & (LockClass.Subclasses - 1) : map.Subclass,
        options.Outer,
        options.Unchecked));

    /// <summary>The chain key with one more lock on top; everything that a rule looks at is in it.</summary>
    private ulong KeyOver(ulong below, ulong classKey, HeldBits bits) =>
        ChainKey.Append(below, ChainKey.OfLock(classKey, bits)) ^ _contextKey;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Push(ref HeldEntry entry, long instance, ulong head, ulong key)
    {
        entry.Key = key;
        entry.Instance = instance;
        entry.Head = head | _graphLevelBits;
        entry.Tail = _tail;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AcquireSlow(in LockMap map, in AcquireOptions options)
    {
        if (map.Class is not { } type || type.Tracking == ClassTracking.None || map.IsDemoted)
        {
            return;
        }

        Record(new FlowOperation(OperationCode.Acquire, this) { Map = map, Options = options });
        if (!IsChecking)
        {
            NmiRule.Check(this, in map, in options);
            return;
        }

        AcquireOptions how = options;
        Guarded("acquire", (in LockMap lockMap, FindingList findings) => TakeCold(in lockMap, type, in how, findings, isSync: false), in map, mayThrow: true, onFailure: PushUnchecked);

        // The engine failed, the program does not: the lock is taken, so its release must find it.
        void PushUnchecked(in LockMap lockMap) => PushCold(NewAcquisition(in lockMap, type, lockMap.Subclass, how with { Unchecked = true }, isSync: false, lockMap.Instance));
    }

    /// <summary>Checks and pushes; an upgradeable hold is two entries, the slot and the shared lock.</summary>
    private Action? TakeCold(in LockMap map, LockClass type, in AcquireOptions options, FindingList findings, bool isSync)
    {
        CatchUpWithRemovals();
        int subclass = options.Subclass != 0 ? options.Subclass : map.Subclass;
        if (subclass is < 0 or >= LockClass.Subclasses)
        {
            MapFindings.InvalidSubclass(this, in map, subclass, findings);
            subclass = LockClass.Subclasses - 1;
        }

        if (map.IsDestroyed)
        {
            MapFindings.UseAfterDestroy(this, in map, findings);
        }

        if (options.Kind == AcquireKind.Announced)
        {
            MapFindings.CheckSecondOwner(this, in map, options.Mode, findings);
        }

        bool upgradeable = options.Mode == LockMode.Upgradeable;
        if (!isSync && !upgradeable && NestMerge.TryMerge(this, in map, type, subclass, in options, findings))
        {
            return null;
        }

        Acquisition? slot = upgradeable ? NewAcquisition(in map, type.UpgradeSlot, subclass, options with { Mode = LockMode.Exclusive }, isSync, -map.Instance) : null;
        Acquisition a = NewAcquisition(in map, type, subclass, in options, isSync, map.Instance);
        if (slot is not null)
        {
            // Whoever has the slot also reads the lock, and no reader is there while this flow writes: no order between the two.
            slot.IgnoredInstance = SeemsToHoldAlone(map.Instance) ? map.Instance : 0;
            CheckOne(slot, findings);
            slot.IsTransparent = false;
        }

        CheckOne(a, findings);
        return isSync ? null : () => PushChecked(slot, a);
    }

    private void PushChecked(Acquisition? slot, Acquisition a)
    {
        if (slot is not null)
        {
            PushCold(slot);
            a.Key = KeyOver(HeldLocks.Top.Key, a.Class!.Key, BitsOf(a));
        }

        PushCold(a);
    }

    private Acquisition NewAcquisition(in LockMap map, LockClass type, int subclass, in AcquireOptions options, bool isSync, long instance) => new()
    {
        Class = type,
        ClassId = type.Id,
        Instance = instance,
        Mode = options.Mode,
        Kind = options.Kind,
        Subclass = subclass,
        Outer = options.Outer,
        IsUnchecked = options.Unchecked || type.Tracking == ClassTracking.NoOrder,
        IsSync = isSync,
        IsReentrant = map.IsReentrant,
        IsLoose = !map.IsThreadAffine,
        IsDemotable = map.IsDemotable,
        IsOnTrial = map.IsOnTrial,
        Nest = options.Nest,
        Owner = map.Owner,
        EnabledThen = Context.Enabled,
        Place = Place,
    };

    private static HeldBits BitsOf(Acquisition a)
    {
        HeldBits bits = new HeldBits(a.Mode, a.Kind, a.Subclass, a.Outer, a.IsUnchecked).WithTrial(a.IsDemotable, a.IsOnTrial);
        bits = a.IsLoose ? bits.AsLoose() : bits;
        return a.IsForgotten ? bits.AsForgotten() : bits;
    }

    /// <summary>Runs one acquisition through what is known and, where that says nothing, through the rules.</summary>
    private void CheckOne(Acquisition a, FindingList findings)
    {
        SameClass.Prepare(this, a);
        if (Checker.Options.KernelRules)
        {
            Checker.Validate(this, a, findings);
            return;
        }

        a.Key = KeyOver(HeldLocks.Top.Key, a.Class?.Key ?? ChainKey.Mix((ulong)a.ClassId), BitsOf(a));
        if (a.IsForgotten)
        {
            return;
        }

        a.OwnHold = a.IsTransparent ? OwnHold.Transparent : OwnHoldRule.Judge(this, a);
        switch (a.OwnHold)
        {
            case OwnHold.Counted when !a.IsSync:
                return;
            case OwnHold.Transparent when !a.IsSync:
                a.IsTransparent = true;
                return;
            case OwnHold.Upgrade:
                a.IgnoredInstance = a.Instance;
                break;
            case OwnHold.Recursion or OwnHold.ReadWriteMix:
                // Pushed, so that the release is balanced if the real lock lets it through after all.
                a.IgnoredInstance = a.Instance;
                break;
            default:
                break;
        }

        if (CanCache(a) && Checker.Chains.TryGet(a.Key, out ChainRecord known))
        {
            Deliver(known, a, findings);
            return;
        }

        if (CanCache(a))
        {
            // A new chain: its place is kept, so that reports can tell where a held lock was taken. Looked up before the internal lock is taken.
            _ = findings.Position;
        }

        Checker.Validate(this, a, findings);
        if (CanCache(a) && !findings.Any)
        {
            CacheKey(a);
        }
    }

    private void Deliver(ChainRecord known, Acquisition a, FindingList findings)
    {
        if (!known.IsDirty)
        {
            CacheKey(a);
            return;
        }

        foreach (Violation finding in known.Findings)
        {
            findings.AddKnown(finding);
        }
    }

    /// <summary>Lets the chain take the hot path, which pushes one entry: not for an upgradeable hold, which has two.</summary>
    private void CacheKey(Acquisition a)
    {
        if (!ReferenceEquals(_cache, s_nothingKnown) && a.Mode != LockMode.Upgradeable)
        {
            _cache[a.Key & (CacheSize - 1)] = a.Key;
        }
    }

    private void PushCold(Acquisition a)
    {
        if (a.OwnHold == OwnHold.Counted)
        {
            HeldLocks.EnsureDetail(a.OwnIndex).Reentries++;
            return;
        }

        HeldDetail? detail = a.Detail ?? (a.NestInstance != 0 || a.Class?.Order is not null ? new HeldDetail { Nest = a.Nest, Owner = a.Owner } : null);
        HeldBits bits = BitsOf(a);
        ref HeldEntry entry = ref HeldLocks.Push(detail);
        bits = a.IsTransparent ? bits.AsTransparent() : bits;
        entry.Bits = (detail is null ? bits : bits.AsDetailed()).OnGraphLevel(_graphLevel);
        entry.Key = a.Key;
        entry.Instance = a.Instance;
        entry.ClassId = a.ClassId;
        entry.Tail = HeldEntry.TailOf(Context.Inside, a.EnabledThen, a.Place);
        HeldLocks.CountTop();
    }
}
