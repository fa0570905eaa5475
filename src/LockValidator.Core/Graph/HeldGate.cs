namespace LockValidator;

/// <summary>A lock that was held when a dependency was seen.</summary>
/// <param name="Instance">Which one; negative for the upgrade slot of that instance.</param>
/// <param name="Node">Its class.</param>
/// <param name="Mode">How it was held.</param>
/// <param name="HadSeveral">
/// Whether its class was known then to have several instances: then the chain was watched before it was taken for known. If several were
/// made only later, walks with others may have passed unseen, and which instance it was says nothing.
/// </param>
/// <param name="HasChildren">Whether the flow had started others in this hold that it had not waited for yet: they run while it holds the lock.</param>
internal readonly record struct HeldGate(long Instance, ClassNode Node, LockMode Mode, bool HadSeveral, bool HasChildren)
{
    public bool IsExclusive => Mode == LockMode.Exclusive;

    public bool IsReliable => HadSeveral || !Node.HasSeveralInstances;
}
