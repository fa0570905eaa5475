namespace LockValidator;

/// <summary>How a class takes part in the checks.</summary>
public enum LockClassType
{
    /// <summary>As a lock.</summary>
    Normal,

    /// <summary>One lock per processor: in the order graph, but left out of all searches for usage conflicts.</summary>
    PerCpu,

    /// <summary>Not a lock: while it is held its inner wait type replaces the level of the surroundings.</summary>
    WaitOverride,

    /// <summary>Not a lock but something that is waited for: a cycle through it is a finding of its own kind.</summary>
    Wait,
}
