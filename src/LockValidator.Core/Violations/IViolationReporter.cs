namespace LockValidator;

/// <summary>Receives findings as they are made.</summary>
/// <remarks>
/// Called on the thread that made the finding, outside every internal lock. It may take locks, also validated ones (these are not
/// checked while it runs). Its exceptions go to the checker's internal log and never reach the program.
/// </remarks>
public interface IViolationReporter
{
    /// <summary>A finding was made, or the cause of a known one was met again (<see cref="Violation.Known"/>).</summary>
    /// <param name="violation">The finding.</param>
    void Report(Violation violation);

    /// <summary>A finding that was reported rests on nothing any more: a semaphore that it took for a lock has proved to be none. Does nothing unless overridden.</summary>
    /// <param name="violation">The finding.</param>
    void Retract(Violation violation)
    {
    }
}
