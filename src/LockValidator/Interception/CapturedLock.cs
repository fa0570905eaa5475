namespace LockValidator.Interception;

/// <summary>What the validator knows of one foreign object that is used as a lock.</summary>
/// <remarks>Lives as long as the object does: it is the value of a weak table, and does not refer to the object.</remarks>
internal sealed class CapturedLock(LockClass type, bool reentrant, bool threadAffine)
{
    // Not readonly: a LockMap is a mutable struct, and is passed by reference. Nothing writes it after construction.
    private LockMap _map = new(type, reentrant, threadAffine);

    public ref LockMap Map => ref _map;
}
