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

    /// <summary>Whether a chain with this lock on top may be taken for known from now on. Not an upgradeable hold: it is two entries.</summary>
    internal bool CanCache(Acquisition a) =>
        !a.IsOnTrial && !HoldsOnTrial() &&
        a is { IsSync: false, Mode: not LockMode.Upgradeable, NestInstance: 0, Key: not 0, OwnHold: OwnHold.None, IgnoredInstance: 0, Comparisons: null, Class.Order: null } && HeldLocks.Depth < ChainKey.MaxCachedDepth;

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
    private static HeldBits BitsFor(in LockMap map, in AcquireOptions options) => map.Marked(new HeldBits(
        options.Mode,
        options.Kind,
        options.Subclass != 0 ? options.Subclass : map.Subclass,
        options.Outer,
        options.Unchecked));

    /// <summary>The chain key with one more lock on top; everything that a rule looks at is in it.</summary>
    private ulong KeyOver(ulong below, ulong classKey, HeldBits bits) =>
        ChainKey.Append(below, ChainKey.OfLock(classKey, bits.Word)) ^ _contextKey;

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
        CatchUpWithAsync();
        if (map.Class is not { } type || type.Tracking == ClassTracking.None || map.IsDemoted || TryPushKnown(in map, type, in options))
        {
            return;
        }

        AcquireCold(in map, type, options);
    }

    /// <summary>Apart from its caller, whose way to a known chain must not pay for what is captured here.</summary>
    private void AcquireCold(in LockMap map, LockClass type, AcquireOptions options)
    {
        RecordWithCheck(new FlowOperation(OperationCode.Acquire, this) { Map = map, Options = options });
        if (!IsChecking)
        {
            FlushRecord();
            NmiRule.Check(this, in map, in options);
            return;
        }

        Guarded("acquire", (in LockMap lockMap, FindingList findings) => Told(in lockMap, TakeCold(in lockMap, type, in options, findings, isSync: false)), in map, mayThrow: true, onFailure: PushUnchecked);

        // What is checked is told before it counts as held, so that an observer can keep the flow waiting or refuse.
        Action? Told(in LockMap lockMap, Action? push)
        {
            if (Observer is null || _quiet > 0)
            {
                return push;
            }

            LockMap told = lockMap;
            return () =>
            {
                TellAcquiring(in told, in options);
                push?.Invoke();
            };
        }

        // The engine failed, the program does not: the lock is taken, so its release must find it.
        void PushUnchecked(in LockMap lockMap) => PushCold(NewAcquisition(in lockMap, type, lockMap.Subclass, options with { Unchecked = true }, isSync: false, lockMap.Instance));
    }

    /// <summary>A chain that is known to the checker but not (any more) to the flow: still without lock and allocation.</summary>
    private bool TryPushKnown(in LockMap map, LockClass type, in AcquireOptions options)
    {
        ulong[] cache = Volatile.Read(ref _cache);
        if (ReferenceEquals(cache, s_nothingKnown) || options.Nest.Instance != 0 || options.Kind == AcquireKind.Announced || map.Head == 0
            || !IsCaughtUp || HeldLocks.WithRoom is not { } entries)
        {
            return false;
        }

        HeldBits bits = BitsFor(in map, in options);
        ulong key = KeyOver(HeldLocks.Top.Key, type.Key, bits);
        if (!Checker.Chains.TryGet(key, out ChainRecord known) || known.IsDirty)
        {
            return false;
        }

        cache[key & (CacheSize - 1)] = key;
        Push(ref HeldLocks.PushFast(entries), map.Instance, HeldEntry.HeadOf(type.Id, bits), key);
        return true;
    }
}
