namespace LockValidator;

/// <summary>A lock that a flow holds while it waits, and so until the wait is over.</summary>
/// <param name="Entry">The entry as it was when the wait began.</param>
/// <param name="Use">What reports say of it.</param>
/// <param name="Node">The hold of the async flow, for one of those: it can be released elsewhere.</param>
internal readonly record struct WaitHold(HeldEntry Entry, LockUse Use, AsyncHeldNode? Node)
{
    public long Instance => Entry.Instance;

    public LockMode Mode => Entry.Bits.Mode;
}
