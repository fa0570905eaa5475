namespace LockValidator;

/// <summary>What else is known of a recorded way in which a dependency was seen.</summary>
[Flags]
internal enum WitnessFlags : byte
{
    None = 0,

    /// <summary>By any flow of any execution: the segment is only shown.</summary>
    AnyFlow = 1,

    /// <summary>More may have been held than is said.</summary>
    Truncated = 2,

    /// <summary>Only the flow that started this one had the earlier lock...</summary>
    Inherited = 4,

    /// <summary>...and it outlived this one.</summary>
    Kept = 8,

    /// <summary>Which instance was taken is known for sure.</summary>
    Reliable = 16,

    /// <summary>It was not seen but declared.</summary>
    Declared = 32,

    /// <summary>Stands for others of several executions.</summary>
    Several = 64,

    /// <summary>Stands for others of which nothing is known.</summary>
    Any = 128,
}
