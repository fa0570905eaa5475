namespace LockValidator;

/// <summary>What happens to one lock instance beside acquiring and releasing.</summary>
public sealed partial class LockFlow
{
    /// <summary>The lock changes hands: this flow holds it no more, another does. No wait, so no dependency.</summary>
    /// <param name="map">The lock.</param>
    /// <param name="to">The new holder.</param>
    public void HandOver(in LockMap map, LockFlow to)
    {
        ArgumentNullException.ThrowIfNull(to);
        Record(new FlowOperation(OperationCode.HandOver, this) { Map = map, Other = to });
        using (Quietly())
        using (to.Quietly())
        {
            int index = HeldLocks.LastOf(map.Instance, map.Class?.Id ?? 0);
            LockMode mode = index > 0 ? HeldLocks[index].Bits.Mode : LockMode.Exclusive;
            Release(in map);
            to.Acquire(in map, new AcquireOptions(mode, AcquireKind.Try));
        }
    }

    private int _lastCookie;

    /// <summary>The flow turns its exclusive hold into a reader's, without releasing in between.</summary>
    /// <param name="map">The lock.</param>
    public void Downgrade(in LockMap map)
    {
        Record(new FlowOperation(OperationCode.Downgrade, this) { Map = map });
        if (map.Class is null || !IsChecking)
        {
            return;
        }

        Guarded("downgrade", (in LockMap lockMap, FindingList findings) =>
        {
            int index = HeldSearch.ForRelease(this, in lockMap, mode: null);
            if (index == 0)
            {
                ReleaseFindings.NotHeld(this, in lockMap, mode: null, findings);
                return null;
            }

            if (HeldLocks[index].Bits.IsShared)
            {
                MapFindings.Add(this, in lockMap, ViolationKind.DowngradeOfReader, "downgrading a read lock", "the flow holds the lock as a reader already", findings, index);
            }

            // Other readers come in from here on: it covers nothing any more that it was around as a writer's.
            if (HeldLocks.DetailOf(index) is { Gate: not null } around)
            {
                BreakCovers(around, findings);
                around.Gate = null;
            }

            HeldLocks[index].Bits = HeldLocks[index].Bits.WithMode(LockMode.Shared);
            Renew(index, dropped: 0, static a => a, findings);
            return null;
        }, in map);
        TellDowngraded(in map);
    }

    /// <summary>Moves an instance to another class, also while the flow holds it: then it and everything above is validated anew.</summary>
    /// <param name="map">The lock.</param>
    /// <param name="type">The class.</param>
    /// <param name="subclass">The nesting level, 0 to 7: of this hold, or, where the flow does not hold the lock, of the instance.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="subclass"/> is outside 0 to 7.</exception>
    public void SetClass(ref LockMap map, LockClass type, int subclass = 0)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentOutOfRangeException.ThrowIfNegative(subclass);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(subclass, LockClass.Subclasses);
        Record(new FlowOperation(OperationCode.SetClass, this) { Map = map, Class = type, Number = subclass });
        LockMap before = map;
        bool held = before.Class is not null && IsChecking && HeldSearch.ForRelease(this, in before, mode: null) > 0;
        bool kernelMisuse = !held && Checker.Options.KernelRules;
        if (!kernelMisuse)
        {
            // On a held lock the subclass is this hold's alone; on a free one it stays with the instance.
            map.SetClassUnchecked(type, held ? 0 : subclass);
        }

        if (!IsChecking || before.Class is null || !(held || kernelMisuse))
        {
            return;
        }

        Guarded("set the class of", (in LockMap old, FindingList findings) =>
        {
            int index = HeldSearch.ForRelease(this, in old, mode: null);
            if (index > 0)
            {
                Renew(index, dropped: 0, a => Reclassed(a, type, subclass), findings);
            }
            else
            {
                // The kernel's call is for held locks only; giving a free instance another class is nothing wrong elsewhere.
                ReleaseFindings.NotHeld(this, in old, mode: null, findings);
            }

            return null;
        }, in before);
    }

    /// <summary>Gives a lock a new life. A finding if it is alive, and another if the flow holds it.</summary>
    /// <param name="map">The lock.</param>
    /// <param name="type">The class of the new instance.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public void Initialize(ref LockMap map, LockClass type)
    {
        ArgumentNullException.ThrowIfNull(type);
        Record(new FlowOperation(OperationCode.Initialize, this) { Map = map, Class = type });
        LockMap before = map;
        if (before.Class is not null && IsChecking)
        {
            Guarded("initialize", (in LockMap old, FindingList findings) =>
            {
                int held = HeldSearch.Oldest(this, in old);
                if (held > 0)
                {
                    MapFindings.Add(this, in old, ViolationKind.HeldLockDestroyed, null, "the lock is initialised anew while this flow holds it", findings, held);
                }
                else if (!old.IsDestroyed && !Checker.Options.KernelRules)
                {
                    MapFindings.Add(this, in old, ViolationKind.LiveLockReinitialized, null, "the lock is alive: its holders and waiters would be forgotten", findings);
                }

                return null;
            }, in before);
        }

        if (Checker.Options.KernelRules && before.Class is not null)
        {
            map.SetClassUnchecked(type, subclass: 0);
        }
        else
        {
            map.Renew(type);
        }
    }

    /// <summary>Ends the life of a lock: a finding if the flow holds it, and if anybody takes it later.</summary>
    /// <param name="map">The lock.</param>
    public void Destroy(ref LockMap map)
    {
        Record(new FlowOperation(OperationCode.Destroy, this) { Map = map });
        LockMap before = map;
        if (!Checker.Options.KernelRules)
        {
            map.MarkDestroyed();
        }

        if (before.Class is null || !IsChecking)
        {
            return;
        }

        Guarded("destroy", (in LockMap old, FindingList findings) =>
        {
            long instance = old.Instance;
            int held = OldestOf(instance);
            if (held > 0)
            {
                MapFindings.Add(this, in old, ViolationKind.HeldLockDestroyed, null, "this flow holds the lock", findings, held);
            }
            else if (!Checker.Options.KernelRules && Checker.Flows.HolderOf(instance, except: this) is { } other)
            {
                MapFindings.Add(this, in old, ViolationKind.HeldLockDestroyed, null, $"{other.Name} holds the lock", findings);
            }

            return null;
        }, in before);
    }

    /// <summary>Relies on the lock's staying held until <see cref="Unpin"/>: a release before that is a finding.</summary>
    /// <param name="map">The lock.</param>
    /// <returns>The cookie to give back.</returns>
    public int Pin(in LockMap map)
    {
        int cookie = ++_lastCookie;
        Record(new FlowOperation(OperationCode.Pin, this) { Map = map, Number = cookie });
        if (map.Class is null || !IsChecking)
        {
            return cookie;
        }

        Guarded("pin", (in LockMap lockMap, FindingList findings) =>
        {
            int index = HeldSearch.Oldest(this, in lockMap);
            if (index == 0)
            {
                MapFindings.Add(this, in lockMap, ViolationKind.PinViolation, "pinning an unheld lock", "only a held lock can be pinned", findings);
            }
            else
            {
                HeldLocks.EnsureDetail(index).Pins.Add(cookie);
            }

            return null;
        }, in map);
        return cookie;
    }

    /// <summary>Gives a pin back.</summary>
    /// <param name="map">The lock.</param>
    /// <param name="cookie">What <see cref="Pin"/> returned.</param>
    public void Unpin(in LockMap map, int cookie)
    {
        Record(new FlowOperation(OperationCode.Unpin, this) { Map = map, Number = cookie });
        if (map.Class is null || !IsChecking)
        {
            return;
        }

        Guarded("unpin", (in LockMap lockMap, FindingList findings) =>
        {
            int index = HeldSearch.Oldest(this, in lockMap);
            List<int>? pins = index == 0 ? null : HeldLocks.DetailOf(index)?.Pins;
            if (index == 0)
            {
                MapFindings.Add(this, in lockMap, ViolationKind.PinViolation, "unpinning an unheld lock", "the lock that is to be unpinned is not held", findings);
            }
            else if (pins is not { Count: > 0 })
            {
                MapFindings.Add(this, in lockMap, ViolationKind.PinViolation, "unpinning an unpinned lock", "nobody has a pin on the lock", findings, index);
            }
            else if (!pins.Remove(cookie))
            {
                MapFindings.Add(this, in lockMap, ViolationKind.PinViolation, "unpinning with a wrong cookie", "the cookie is not one of a pin that is out", findings, index);
                pins.RemoveAt(pins.Count - 1);
            }

            return null;
        }, in map);
    }

    internal bool SeemsToHoldAlone(long instance)
    {
        for (int i = HeldLocks.Depth; i > 0; i--)
        {
            if (HeldLocks[i].Instance == instance && HeldLocks[i].Bits.Mode == LockMode.Exclusive)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the flow holds the lock in a way that keeps every other possible writer out.</summary>
    private bool SeemsToHoldAsWriter(long instance)
    {
        for (int i = HeldLocks.Depth; i > 0; i--)
        {
            if (HeldLocks[i].Instance == instance && HeldLocks[i].Bits.Mode is LockMode.Exclusive or LockMode.Upgradeable)
            {
                return true;
            }
        }

        return false;
    }

    private static Acquisition Reclassed(Acquisition a, LockClass type, int subclass) => new()
    {
        Class = type,
        ClassId = type.Id,
        Instance = a.Instance,
        Mode = a.Mode,
        Kind = a.Kind,
        Subclass = subclass,
        Outer = a.Outer,
        IsUnchecked = a.IsUnchecked,
        IsRenewed = true,
        Nest = a.Nest,
        Owner = a.Owner,
        EnabledThen = a.EnabledThen,
        Place = a.Place,
        Detail = a.Detail,
    };

    /// <summary>By the instance alone: its memory goes, whatever else is counted in the entry.</summary>
    private int OldestOf(long instance)
    {
        for (int i = 1; i <= HeldLocks.Depth; i++)
        {
            if (HeldLocks[i].Instance == instance)
            {
                return i;
            }
        }

        return 0;
    }
}
