namespace LockValidator;

/// <summary>How an acquisition stands to what its flow holds of the same lock or class.</summary>
internal enum OwnHold
{
    /// <summary>Nothing of the class is held: the chain may be cached.</summary>
    None,

    /// <summary>Another lock of the class is held, which is fine.</summary>
    RepeatedClass,

    /// <summary>Another lock of the class is held, and nothing orders the two.</summary>
    SameClass,

    /// <summary>Taken again in the same mode: counted in its entry.</summary>
    Counted,

    /// <summary>A further hold of the same lock that needs no check.</summary>
    Transparent,

    /// <summary>An upgradeable holder becomes the writer.</summary>
    Upgrade,

    /// <summary>Cannot succeed.</summary>
    Recursion,

    /// <summary>Reads under its own write hold.</summary>
    ReadWriteMix,
}
