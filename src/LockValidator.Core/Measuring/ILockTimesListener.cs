namespace LockValidator;

/// <summary>Is told of each wait and hold that a checker measures: for histograms of other libraries.</summary>
/// <remarks>Called on the thread that took or released the lock, outside every internal lock; what it takes itself is not looked at.</remarks>
public interface ILockTimesListener
{
    /// <summary>A lock that was not free was got.</summary>
    /// <param name="type">The name of its class.</param>
    /// <param name="mode">The side.</param>
    /// <param name="duration">How long it took.</param>
    void Waited(string type, LockMode mode, TimeSpan duration);

    /// <summary>A lock was released.</summary>
    /// <param name="type">The name of its class.</param>
    /// <param name="mode">The side.</param>
    /// <param name="duration">How long it was held.</param>
    void Held(string type, LockMode mode, TimeSpan duration);
}
