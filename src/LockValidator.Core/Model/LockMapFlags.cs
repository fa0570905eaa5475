namespace LockValidator;

/// <summary>What a <see cref="LockMap"/> says of its lock, beside its class.</summary>
[Flags]
internal enum LockMapFlags
{
    Reentrant = 1,
    ThreadAffine = 2,
    Destroyed = 4,
    Trial = 8,
    Demoted = 16,
    Demotable = 32,
    Low = Reentrant | ThreadAffine | Destroyed | Trial | Demoted | Demotable,
}

/// <summary>Where the subclass stands among the flags.</summary>
internal static class LockMapFlagBits
{
    public const int SubclassShift = 8;
}
