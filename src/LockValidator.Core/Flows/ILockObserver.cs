namespace LockValidator;

/// <summary>Is told of each acquisition and release in a <see cref="LockScope"/>: for test drivers and for code that records what it takes.</summary>
/// <remarks>
/// Called on the acquiring thread, outside every internal lock, by any number of threads at a time. A flow that is observed takes the
/// slow way each time; one that is not pays nothing.
/// </remarks>
public interface ILockObserver
{
    /// <summary>
    /// A lock is about to be taken: it was checked (what was found is reported already) and is not held yet, so the call may wait, or refuse
    /// by an exception, which the acquisition throws. A try, and an announced acquisition, are told after the fact.
    /// </summary>
    /// <param name="map">The lock.</param>
    /// <param name="options">How.</param>
    void Acquiring(in LockMap map, in AcquireOptions options);

    /// <summary>A lock was released, or an acquisition that was told of did not get it.</summary>
    /// <param name="map">The lock.</param>
    /// <param name="mode">Which of several holds of the flow; null where only one can be meant, or the newest is.</param>
    void Released(in LockMap map, LockMode? mode);
}
