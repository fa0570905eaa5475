namespace LockValidator;

/// <summary>The cold half of acquiring: an acquisition on its way through what is known and through the rules, to the held stack.</summary>
public sealed partial class LockFlow
{
    /// <summary>Checks, and gives what is to be pushed then: an upgradeable hold is two entries, the slot and the shared lock.</summary>
    private (Acquisition? Slot, Acquisition? Lock) TakeCold(in LockMap map, LockProfile profile, in AcquireOptions options, FindingList findings, bool isSync)
    {
        CatchUpWithRemovals();
        LockClass type = profile.Class;
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
            return default;
        }

        Acquisition? slot = upgradeable ? NewAcquisition(in map, type.UpgradeSlot, type.UpgradeSlot.Id, subclass, options with { Mode = LockMode.Exclusive }, isSync, -map.Instance) : null;
        Acquisition a = NewAcquisition(in map, type, profile.ClassId, subclass, in options, isSync, map.Instance);
        bool waitsForSlot = slot is not null && !(map.IsReentrant && SeemsToHoldAsWriter(map.Instance));
        if (slot is not null && waitsForSlot)
        {
            // Whoever has the slot also reads the lock, and no reader is there while this flow writes: no order between the two.
            slot.IgnoredInstance = SeemsToHoldAlone(map.Instance) ? map.Instance : 0;
            CheckOne(slot, findings);
            slot.IsTransparent = false;
        }

        if (slot is { OwnHold: OwnHold.Recursion })
        {
            // The slot has said it; the lock itself is pushed for its release only.
            a.OwnHold = OwnHold.Transparent;
            a.IsTransparent = true;
        }
        else
        {
            CheckOne(a, findings);
        }

        if (slot is not null && !waitsForSlot)
        {
            // The flow is the writer, or has the slot: it waits for nobody but itself, and what that means is said of the lock.
            slot.IsTransparent = true;
            slot.Key = KeyOver(slot);
            slot = a.OwnHold == OwnHold.Counted ? null : slot;
        }

        return (slot, a);
    }

    private void PushChecked(Acquisition? slot, Acquisition a)
    {
        if (slot is not null)
        {
            PushCold(slot);
            a.Key = KeyOver(a);
        }

        PushCold(a);
    }

    private Acquisition NewAcquisition(in LockMap map, LockClass type, int classId, int subclass, in AcquireOptions options, bool isSync, long instance) => new()
    {
        Class = type,
        ClassId = classId,
        HasOrder = map.Profile!.HasOrder,
        Instance = instance,
        Mode = options.Mode,
        Kind = options.Kind,
        Subclass = subclass,
        Outer = options.Outer,
        IsUnchecked = options.Unchecked || map.Profile!.Tracking == ClassTracking.NoOrder,
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
        bits = a.IsInherited ? bits.AsInherited() : bits;
        bits = a.IsTransparent ? bits.AsTransparent() : bits;
        bits = a.Shown is null ? bits : bits.AsAsync();
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

        a.Key = KeyOver(a);
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

        // Taken before the chain is looked up: when another thread makes all chains unknown meanwhile, the flow forgets what it knows
        // before it looks at it again, what is written below too.
        int known = HeldLocks.Known;
        int epoch = Checker.WatchEpoch;
        ChainName name = NameOf(a);
        bool isDirty;
        bool isKnown = CanCache(a) & Checker.Chains.TryGet(in name, _generation, out _, out ChainRecord record);
        if (isKnown && _walker == -1)
        {
            _ = Segment;
        }

        if (isKnown && record.Admits(_walker, epoch))
        {
            a.IsSettled = true;
            isDirty = record.IsDirty;
            CountWalk(record);
            foreach (Violation finding in record.Findings)
            {
                findings.AddKnown(finding);
            }
        }
        else
        {
            if (CanCache(a) && !isKnown)
            {
                // A new chain: its place is kept, so that reports can tell where a held lock was taken. Looked up before the internal lock is taken.
                _ = findings.Position;
            }

            int before = findings.All.Count;
            Checker.Validate(this, a, findings);
            isDirty = findings.All.Count > before || findings.IsAnyWithheld;
        }

        // An announced acquisition is asked for a second owner each time.
        if (a.IsSettled && CanCache(a) && !isDirty && IsCaughtUp && a.Kind != AcquireKind.Announced)
        {
            Remember(known, epoch, in name, a.Key);
        }
    }

    /// <summary>The chain that an acquisition makes.</summary>
    internal ChainName NameOf(Acquisition a) => new(HeldLocks.Top.Key, HeldEntry.HeadOf(a.ClassId, BitsOf(a)), _contextKey);

    private ulong KeyOver(Acquisition a) => KeyOver(HeldLocks.Depth, HeldEntry.HeadOf(a.ClassId, BitsOf(a)));

    private void PushCold(Acquisition a)
    {
        if (a.OwnHold == OwnHold.Counted)
        {
            HeldLocks.EnsureDetail(a.OwnIndex).Reentries++;
            return;
        }

        HeldDetail? detail = a.Detail ?? (a.NestInstance != 0 || a.HasOrder ? new HeldDetail { Nest = a.Nest, Owner = a.Owner } : null);
        HeldBits bits = BitsOf(a);
        ulong key = a.IsTransparent || a.Key == 0 ? KeyOver(a) : a.Key;
        ref HeldEntry entry = ref HeldLocks.Push(detail);
        entry.Bits = (detail is null ? bits : bits.AsDetailed()).OnGraphLevel(_graphLevel);
        entry.Key = key;
        entry.Instance = a.Instance;
        entry.ClassId = a.ClassId;
        entry.Tail = HeldEntry.TailOf(Context.Inside, a.EnabledThen, a.Place);
        HeldLocks.CountTop();
    }
}
