namespace LockValidator;

/// <summary>How the engine's own work is kept from harming the program.</summary>
public sealed partial class LockFlow
{
    /// <summary>Work on a lock that may make findings, and what it leaves to be done when they have been delivered.</summary>
    private delegate Action? LockWork(in LockMap map, FindingList findings);

    /// <summary>What is to be done all the same when the engine's work failed.</summary>
    private delegate void FailedWork(in LockMap map);

    /// <summary>
    /// Does the engine's work on one operation, then delivers what it found, then completes the operation. A failure inside the
    /// engine is noted and the operation completed as far as possible; only the policy can stop it.
    /// </summary>
    private void Guarded(string operation, LockWork work, in LockMap map, bool mayThrow = false, FailedWork? onFailure = null)
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
            Checker.Failures.Note($"internal failure during '{operation}': {e}");
            if (e is ThreadInterruptedException)
            {
                // It hit a lock of a collection of ours, and was meant for the program's next wait.
                Thread.CurrentThread.Interrupt();
            }

            onFailure?.Invoke(in map);
        }
        finally
        {
            _busy--;
            FlushRecord();
        }

        Deliver(findings, mayThrow);
        complete?.Invoke();
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
