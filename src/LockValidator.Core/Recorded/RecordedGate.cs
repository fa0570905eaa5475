namespace LockValidator;

/// <summary>A lock that was held, as a row of numbers: class, instance, flags.</summary>
internal static class RecordedGate
{
    public const int Fields = 3;

    /// <summary>Which instance it was is known for sure.</summary>
    public const long Reliable = 4;

    /// <summary>It was the only one of its class in its execution.</summary>
    public const long Alone = 8;

    /// <summary>The flow had started others in this hold.</summary>
    public const long HasChildren = 16;

    private const long ModeMask = 3;

    public static LockMode ModeOf(long flags) => (LockMode)(flags & ModeMask);

    public static long FlagsOf(HeldGate gate, bool alone) =>
        (long)gate.Mode | (gate.IsReliable ? Reliable : 0) | (alone ? Alone : 0) | (gate.HasChildren ? HasChildren : 0);

    /// <summary>The same of several executions, each with a lock of its own.</summary>
    public static long OfSeveral(long flags) => flags & ~HasChildren;
}
