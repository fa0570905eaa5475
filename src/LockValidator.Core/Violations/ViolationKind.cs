namespace LockValidator;

/// <summary>Which rule was broken. The number is the rule's id: 1 is <c>LV0001</c>, described in <c>docs/rules/LV0001.md</c>.</summary>
public enum ViolationKind
{
    /// <summary>Locks are taken in an order that, with the orders seen before, closes a cycle.</summary>
    CircularDependency = 1,

    /// <summary>A flow takes a lock that it holds already, in a way that cannot succeed.</summary>
    Recursion = 2,

    /// <summary>A flow takes a second lock of one class, and nothing says in which order two of them are taken.</summary>
    SameClassNesting = 3,

    /// <summary>A lock that may wait longer is taken where the surroundings do not allow it.</summary>
    InvalidWaitContext = 4,

    /// <summary>A class is used in an interrupt-like context and also held while that context can interrupt.</summary>
    InconsistentUsage = 5,

    /// <summary>A class just became usable in a context (or interruptible by it) and leads to, or is reached from, a class of the opposite usage.</summary>
    UsageInversion = 6,

    /// <summary>A new order joins a class used in a context to one that is held while the context can interrupt.</summary>
    SafeToUnsafeOrder = 7,

    /// <summary>A lock is released that the flow does not hold.</summary>
    UnbalancedRelease = 8,

    /// <summary>The lock that is said to serialise a nesting is not held.</summary>
    NestLockNotHeld = 9,

    /// <summary>A nested acquisition was counted onto an entry that had been taken without a nest lock.</summary>
    NestMergeWithoutNest = 10,

    /// <summary>A lock is destroyed, or initialised anew, by a flow that holds it.</summary>
    HeldLockDestroyed = 11,

    /// <summary>A lock is taken after it was destroyed.</summary>
    UseAfterDestroy = 12,

    /// <summary>A live lock is initialised anew.</summary>
    LiveLockReinitialized = 13,

    /// <summary>A flow ends while it holds locks.</summary>
    HeldAtFlowEnd = 14,

    /// <summary>A flow goes back to its pool, or to code that knows nothing of its locks, while it holds locks.</summary>
    HeldAtReturn = 15,

    /// <summary>A scope is left without releasing a lock that was taken in it.</summary>
    HeldAtScopeEnd = 16,

    /// <summary>One flow mixes the sides of a reader-writer lock: reads under its own write hold, or releases a side that it does not hold.</summary>
    ReadWriteMix = 17,

    /// <summary>Read-copy-update data is used outside a read section, or a grace period is waited for inside one.</summary>
    SuspiciousRcuUsage = 18,

    /// <summary>Code that asserts what is held, or which contexts are enabled, found it otherwise.</summary>
    AssertionFailed = 19,

    /// <summary>A pinned lock was released, or a pin was taken or given back wrongly.</summary>
    PinViolation = 20,

    /// <summary>A lock that is held as a reader was downgraded.</summary>
    DowngradeOfReader = 21,

    /// <summary>A subclass outside 0 to 7.</summary>
    InvalidSubclass = 22,

    /// <summary>Locks are taken against the order that the program declared.</summary>
    DeclaredOrderViolation = 23,

    /// <summary>Locks of one rank family are taken in descending order of rank, or two of one rank together.</summary>
    RankViolation = 24,

    /// <summary>A flow announces that it owns an exclusive lock that another flow owns.</summary>
    DoubleOwner = 25,

    /// <summary>Code that may block runs where blocking is not allowed.</summary>
    BlockingNotAllowed = 26,

    /// <summary>Validation was on, but nothing was observed: most likely it is not wired up.</summary>
    NothingObserved = 27,

    /// <summary>Something is waited for (a task, an event, a lazy value) while a lock is held that its completion needs.</summary>
    CircularWait = 28,

    /// <summary>A lock was held longer than the program allows (<see cref="LockCheckerOptions.HoldTimeLimit"/>).</summary>
    HeldTooLong = 29,

    /// <summary>Flows wait for each other at this moment: none of them goes on (<see cref="LockCheckerOptions.DeadlockLimit"/>).</summary>
    LiveDeadlock = 30,

    /// <summary>A lock is waited for longer than the program allows, and the queue does not move (<see cref="LockCheckerOptions.StallLimit"/>).</summary>
    WaitTooLong = 31,
}
