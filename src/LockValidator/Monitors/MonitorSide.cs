namespace LockValidator;

/// <summary>The Monitor of an object.</summary>
internal readonly struct MonitorSide(object obj) : IRealLock
{
    public bool Take(int millisecondsTimeout) => Monitor.TryEnter(obj, millisecondsTimeout);

    public void GiveBack() => Monitor.Exit(obj);
}
