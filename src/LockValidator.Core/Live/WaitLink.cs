namespace LockValidator;

/// <summary>That a flow waits for what another one holds, which waits itself.</summary>
/// <param name="Waiter">Who waits.</param>
/// <param name="Holder">Who holds it; the same for a flow that waits for itself.</param>
/// <param name="Held">The hold.</param>
internal sealed record WaitLink(LockWait Waiter, LockWait Holder, LockUse Held);
