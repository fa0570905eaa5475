namespace LockValidator;

/// <summary>Whether a finding was seen to deadlock.</summary>
public enum ConfirmationOutcome
{
    /// <summary>It deadlocks for real: the pieces of code waited for each other.</summary>
    Confirmed,

    /// <summary>The pieces of code could not be brought to wait for each other; why is in the explanation. Other code of the program still may.</summary>
    NotConfirmed,

    /// <summary>A piece neither ended nor came to its next lock in time, so nothing can be said.</summary>
    TimedOut,
}
