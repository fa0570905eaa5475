namespace LockValidator;

/// <summary>Waits that block, until disposed.</summary>
internal readonly struct BlockedWait(LockWait? one, List<LockWait>? more = null) : IDisposable
{
    // Whether it came about does not matter: nobody queues for a task.
    public void Dispose()
    {
        one?.End(acquired: true);
        more?.ForEach(static wait => wait.End(acquired: true));
    }
}
