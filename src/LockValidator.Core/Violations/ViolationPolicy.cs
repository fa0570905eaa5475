namespace LockValidator;

/// <summary>What happens on a finding, after the reporters have seen it.</summary>
public enum ViolationPolicy
{
    /// <summary>Nothing more: the program goes on.</summary>
    Report,

    /// <summary>The acquisition throws <see cref="LockViolationException"/> before the lock is taken. A release or a context change never throws.</summary>
    Throw,

    /// <summary>The process ends with the report as its last words.</summary>
    FailFast,

    /// <summary>The finding is dropped.</summary>
    Ignore,
}
