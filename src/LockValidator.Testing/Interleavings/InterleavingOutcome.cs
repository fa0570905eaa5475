namespace LockValidator;

/// <summary>How a driven interleaving ended.</summary>
public enum InterleavingOutcome
{
    /// <summary>Every piece ended, and the locks were taken as the schedule says.</summary>
    Completed,

    /// <summary>The pieces waited for each other: without the driver they would hang.</summary>
    Deadlocked,

    /// <summary>Every piece ended, but the locks cannot be taken as the schedule says: what that means is in the explanation.</summary>
    Impossible,

    /// <summary>A piece neither ended nor came to its next lock in time: it waits for something that is no validated lock, or that is held outside of the pieces.</summary>
    TimedOut,
}
