namespace LockValidator;

/// <summary>The read side of a reader-writer lock.</summary>
internal readonly struct ReadSide(ReaderWriterLockSlim real) : IRealLock
{
    public bool Take(int millisecondsTimeout) => real.TryEnterReadLock(millisecondsTimeout);

    public void GiveBack() => real.ExitReadLock();
}
