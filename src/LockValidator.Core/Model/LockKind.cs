namespace LockValidator;

/// <summary>What kind of lock a class is: its wait types and how it takes part in the checks.</summary>
/// <param name="Inner">What may still be taken while it is held.</param>
/// <param name="Outer">What surroundings it needs; <see cref="WaitType.Inherit"/>: the same as <paramref name="Inner"/>.</param>
/// <param name="Type">How it takes part in the checks.</param>
public readonly record struct LockKind(WaitType Inner, WaitType Outer = WaitType.Inherit, LockClassType Type = LockClassType.Normal)
{
    /// <summary>A spin lock that spins in every wait model.</summary>
    public static LockKind RawSpin => new(WaitType.Spin);

    /// <summary>A spin lock that becomes a sleeping lock in the real-time wait model.</summary>
    public static LockKind Spin => new(WaitType.Config);

    /// <summary>A lock that blocks its thread: <c>Lock</c>, <c>Monitor</c>, <c>Mutex</c>.</summary>
    public static LockKind Sleeping => new(WaitType.Sleep);

    /// <summary>A reader-writer lock that blocks its thread. Its readers are taken <see cref="LockMode.Shared"/> (fair).</summary>
    public static LockKind ReaderWriter => new(WaitType.Sleep);

    /// <summary>A spinning reader-writer lock, whose readers are taken <see cref="LockMode.SharedRecursive"/> in interrupt-like code.</summary>
    public static LockKind SpinReaderWriter => new(WaitType.Config);

    /// <summary>An awaitable lock or semaphore: it may be held across an <c>await</c>.</summary>
    public static LockKind Async => new(WaitType.Max);

    /// <summary>A per-processor lock.</summary>
    public static LockKind Local => new(WaitType.Config, Type: LockClassType.PerCpu);

    /// <summary>A read-copy-update read section, also with soft interrupts off: taken <see cref="LockMode.SharedRecursive"/> and unchecked.</summary>
    public static LockKind RcuRead => new(WaitType.Config, WaitType.Free);

    /// <summary>A read-copy-update read section that cannot be preempted: taken <see cref="LockMode.SharedRecursive"/> and unchecked.</summary>
    public static LockKind RcuReadSched => new(WaitType.Spin, WaitType.Free);

    /// <summary>A sleepable read section: taken <see cref="LockMode.SharedRecursive"/>, checked; its grace period is a <c>Sync</c>.</summary>
    public static LockKind SleepableRcuRead => new(WaitType.Inherit);

    /// <summary>A sequence counter: readers are taken <see cref="LockMode.SharedRecursive"/> and released at once.</summary>
    public static LockKind SequenceCount => new(WaitType.Inherit);

    /// <summary>Something that is waited for, not locked: a work item, an event. Entered by who completes it, touched by who waits.</summary>
    public static LockKind Wait => new(WaitType.Inherit, Type: LockClassType.Wait);

    /// <summary>A pseudo lock that, while it is held (taken by <see cref="AcquireKind.Try"/>), replaces the level of the surroundings.</summary>
    /// <param name="level">The level that counts instead.</param>
    public static LockKind WaitOverride(WaitType level) => new(level, Type: LockClassType.WaitOverride);

    /// <summary>The outer type with <see cref="WaitType.Inherit"/> resolved.</summary>
    internal WaitType EffectiveOuter => Outer == WaitType.Inherit ? Inner : Outer;
}
