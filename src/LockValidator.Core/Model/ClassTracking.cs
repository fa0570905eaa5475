namespace LockValidator;

/// <summary>How much of a class's acquisitions is looked at.</summary>
internal enum ClassTracking
{
    /// <summary>Everything.</summary>
    Full,

    /// <summary>Held and checked for wait context; no dependencies, no usage.</summary>
    NoOrder,

    /// <summary>Nothing.</summary>
    None,
}
