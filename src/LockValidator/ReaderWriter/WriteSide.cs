namespace LockValidator;

/// <summary>The write side of a reader-writer lock.</summary>
internal readonly struct WriteSide(ReaderWriterLockSlim real) : IRealLock
{
    public bool Take(int millisecondsTimeout) => real.TryEnterWriteLock(millisecondsTimeout);

    public void GiveBack() => real.ExitWriteLock();
}
