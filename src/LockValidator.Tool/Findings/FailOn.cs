namespace LockValidator;

/// <summary>Which findings make the exit code 1.</summary>
internal enum FailOn
{
    /// <summary>Those that fail builds everywhere: <see cref="Violation.FailsBuilds"/>.</summary>
    Possible,

    /// <summary>All that are not allowed, also what is harmless as far as what was seen tells.</summary>
    Any,

    /// <summary>Deadlocks that have happened.</summary>
    Live,
}
