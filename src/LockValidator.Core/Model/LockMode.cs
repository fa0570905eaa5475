namespace LockValidator;

/// <summary>The side of a lock that is taken.</summary>
public enum LockMode
{
    /// <summary>Alone: excludes every other holder.</summary>
    Exclusive = 0,

    /// <summary>With other readers; waits behind a waiting writer, as .NET's reader-writer locks do (a "fair" reader).</summary>
    Shared = 1,

    /// <summary>With other readers, and never stopped by a writer that only waits.</summary>
    SharedRecursive = 2,

    /// <summary>With readers, but alone among those who may become writers.</summary>
    Upgradeable = 3,
}
