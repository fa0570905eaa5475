namespace LockValidator;

/// <summary>
/// What all instances of a class that are used alike have in common. Shared by them, so that a <see cref="LockMap"/> is small and says
/// all that the hot path needs through one reference, which changes as a whole.
/// </summary>
internal sealed class LockProfile
{
    // Taken as one more lock by no class: with it no chain is ever known.
    private const ulong NoHead = ulong.MaxValue;

    private readonly LockMapFlags _flags;

    private LockProfile(LockClass type, LockMapFlags flags, LockProfile? next)
    {
        Class = type;
        _flags = flags;
        Next = next;
        ClassId = type.Id;
        Tracking = type.Tracking;
        HasOrder = type.Order is not null;
        NeedsMore = (flags & (LockMapFlags.Destroyed | LockMapFlags.Demoted)) != 0 || type.Tracking == ClassTracking.None;
        (Key, Head) = Named(LockMode.Exclusive, AcquireKind.Blocking);
        AgainHead = (flags & LockMapFlags.Reentrant) == 0 || NeedsMore ? 0 : HeldEntry.HeadOf(type.Id, new HeldBits((int)Head).AsTransparent());
        (SharedKey, SharedHead) = Named(LockMode.Shared, AcquireKind.Blocking);
        (TryKey, TryHead) = Named(LockMode.Exclusive, AcquireKind.Try);
        (TimedKey, TimedHead) = Named(LockMode.Exclusive, AcquireKind.Timed);
        (AwaitedKey, AwaitedHead) = NamedAsync(WaitType.Max);
        (WaitedKey, WaitedHead) = NamedAsync(WaitType.Sleep);
    }

    public LockClass Class { get; }

    public LockMapFlags Flags => _flags;

    /// <summary>What the slow path asks of the class, so that it need not look at it.</summary>
    public int ClassId { get; }

    /// <inheritdoc cref="ClassId"/>
    public ClassTracking Tracking { get; }

    /// <inheritdoc cref="ClassId"/>
    public bool HasOrder { get; }

    /// <summary>How an exclusive acquisition that waits as long as it takes is named in chains, and what its held entry says.</summary>
    public readonly ulong Key;

    /// <inheritdoc cref="Key"/>
    public readonly ulong Head;

    /// <summary>What the held entry of a re-entry says; 0 where the lock is not re-entrant.</summary>
    public readonly ulong AgainHead;

    /// <summary>How a reader's acquisition is named.</summary>
    public readonly ulong SharedKey;

    /// <inheritdoc cref="SharedKey"/>
    public readonly ulong SharedHead;

    /// <summary>The same of an exclusive try.</summary>
    public readonly ulong TryKey;

    /// <inheritdoc cref="TryKey"/>
    public readonly ulong TryHead;

    /// <summary>The same of an exclusive acquisition that waits for a time.</summary>
    public readonly ulong TimedKey;

    /// <inheritdoc cref="TimedKey"/>
    public readonly ulong TimedHead;

    /// <summary>The same of an exclusive acquisition by an async flow that awaits the lock, as it is shown once it is held.</summary>
    public readonly ulong AwaitedKey;

    /// <inheritdoc cref="AwaitedKey"/>
    public readonly ulong AwaitedHead;

    /// <summary>The same where the flow blocks its thread.</summary>
    public readonly ulong WaitedKey;

    /// <inheritdoc cref="WaitedKey"/>
    public readonly ulong WaitedHead;

    /// <summary>Whether an acquisition needs more than a known chain.</summary>
    public bool NeedsMore { get; }

    /// <summary>The nesting level that the instances have been given for good.</summary>
    public int Subclass => (int)_flags >> LockMapFlagBits.SubclassShift;

    private LockProfile? Next { get; }

    /// <summary>The profile of a class with some flags. Few are ever made for one class.</summary>
    public static LockProfile Of(LockClass type, LockMapFlags flags)
    {
        while (true)
        {
            LockProfile? newest = Volatile.Read(ref type.Profiles);
            for (LockProfile? each = newest; each is not null; each = each.Next)
            {
                if (each._flags == flags)
                {
                    return each;
                }
            }

            var made = new LockProfile(type, flags, newest);
            if (Interlocked.CompareExchange(ref type.Profiles, made, newest) == newest)
            {
                return made;
            }
        }
    }

    public LockProfile With(LockMapFlags flags) => Of(Class, flags);

    /// <summary>The bits of an acquisition with what these instances add to them.</summary>
    public HeldBits Marked(HeldBits bits)
    {
        bits = (_flags & LockMapFlags.ThreadAffine) != 0 ? bits : bits.AsLoose();
        return (_flags & LockMapFlags.Demotable) != 0 ? bits.WithTrial(demotable: true, (_flags & LockMapFlags.Trial) != 0) : bits;
    }

    /// <summary>The key that goes with the head of an async hold; 0 where it is not one of the two frequent ones.</summary>
    public ulong AsyncKey(ulong head) => head == AwaitedHead ? AwaitedKey : head == WaitedHead ? WaitedKey : 0;

    private (ulong Key, ulong Head) Named(LockMode mode, AcquireKind kind) =>
        Named(Marked(new HeldBits(mode, kind, Subclass, WaitType.Inherit, isUnchecked: false)));

    private (ulong Key, ulong Head) NamedAsync(WaitType outer) =>
        Named(Marked(new HeldBits(LockMode.Exclusive, AcquireKind.Blocking, Subclass, outer, isUnchecked: false)).AsAsync());

    private (ulong Key, ulong Head) Named(HeldBits bits) => (ChainKey.OfLock(Class.Key, bits.Word), NeedsMore ? NoHead : HeldEntry.HeadOf(Class.Id, bits));
}
