namespace LockValidator;

/// <summary>How the engine's own work is kept from harming the program.</summary>
public sealed partial class LockFlow
{
    /// <summary>Work on a lock that may make findings, and what it leaves to be done when they have been delivered.</summary>
    private delegate Action? LockWork(in LockMap map, FindingList findings);

    /// <summary>
    /// Does the engine's work on one operation, then delivers what it found, then completes the operation. A failure inside the
    /// engine is noted and the operation completed as far as possible; only the policy can stop it.
    /// </summary>
    private void Guarded(string operation, LockWork work, in LockMap map, bool mayThrow = false)
    {
        FindingList findings = NewFindings(operation);
        Action? complete = null;
        _busy++;
        try
        {
            complete = work(in map, findings);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            NoteFailure(operation, e);
        }
        finally
        {
            _busy--;
            FlushRecord();
        }

        Deliver(findings, mayThrow);
        complete?.Invoke();
    }

    private void NoteFailure(string operation, Exception failure)
    {
        Checker.Failures.Note($"internal failure during '{operation}': {failure}");
        if (failure is ThreadInterruptedException)
        {
            // It hit a lock of a collection of ours, and was meant for the program's next wait.
            Thread.CurrentThread.Interrupt();
        }
    }

    /// <summary>Until disposed, operations are carried out but not recorded one by one: they are parts of one that was.</summary>
    private QuietScope Quietly()
    {
        _quiet++;
        return new QuietScope(this);
    }

    private int _quiet;

    private readonly struct QuietScope(LockFlow flow) : IDisposable
    {
        public void Dispose() => flow._quiet--;
    }
}
