namespace LockValidator;

/// <summary>How an acquisition can end.</summary>
public enum AcquireKind
{
    /// <summary>Waits until it has the lock.</summary>
    Blocking,

    /// <summary>Waits, but gives up after a time. It can deadlock for that time, so it makes dependencies as a blocking one does.</summary>
    Timed,

    /// <summary>Does not wait at all (a zero time-out). It makes no dependency on what is held, but what is taken under it depends on it.</summary>
    Try,

    /// <summary>Told after the fact: the flow already owns the lock. Checked as a blocking one; a second owner is a finding.</summary>
    Announced,
}
