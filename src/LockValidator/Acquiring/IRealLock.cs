namespace LockValidator;

/// <summary>One side of a real lock, so that what surrounds its acquisition is written once. Implemented by structs: no allocation, no virtual call.</summary>
internal interface IRealLock
{
    /// <summary>Takes the lock within a time; <see cref="Timeout.Infinite"/>: however long it takes; 0: without waiting.</summary>
    bool Take(int millisecondsTimeout);

    /// <summary>Releases the lock, once.</summary>
    void GiveBack();
}
