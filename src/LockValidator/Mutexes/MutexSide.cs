namespace LockValidator;

/// <summary>A mutex.</summary>
internal readonly struct MutexSide(Mutex real) : IRealLock
{
    public bool Take(int millisecondsTimeout) => real.WaitOne(millisecondsTimeout);

    public void GiveBack() => real.ReleaseMutex();
}
