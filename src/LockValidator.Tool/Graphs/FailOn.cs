namespace LockValidator;

/// <summary>Which findings make a command fail.</summary>
internal enum FailOn
{
    /// <summary>Those that fail builds (<see cref="Violation.FailsBuilds"/>).</summary>
    Possible,

    /// <summary>Any.</summary>
    Any,

    /// <summary>What was a deadlock while it ran.</summary>
    Live,
}
