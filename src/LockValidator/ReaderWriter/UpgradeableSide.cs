namespace LockValidator;

/// <summary>The upgradeable side of a reader-writer lock.</summary>
internal readonly struct UpgradeableSide(ReaderWriterLockSlim real) : IRealLock
{
    public bool Take(int millisecondsTimeout) => real.TryEnterUpgradeableReadLock(millisecondsTimeout);

    public void GiveBack() => real.ExitUpgradeableReadLock();
}
