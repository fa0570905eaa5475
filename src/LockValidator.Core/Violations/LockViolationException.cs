namespace LockValidator;

/// <summary>Thrown, under <see cref="ViolationPolicy.Throw"/>, before the lock is taken that breaks a rule.</summary>
public sealed class LockViolationException : Exception
{
    /// <summary>Makes one for a finding.</summary>
    /// <param name="violation">The finding.</param>
    /// <param name="message">The report.</param>
    public LockViolationException(Violation violation, string message)
        : base(message)
    {
        ArgumentNullException.ThrowIfNull(violation);
        Violation = violation;
    }

    /// <summary>The finding.</summary>
    public Violation Violation { get; }
}
