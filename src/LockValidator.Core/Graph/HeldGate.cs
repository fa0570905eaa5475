namespace LockValidator;

/// <summary>A lock that was held when a dependency was seen.</summary>
/// <param name="Instance">Which one; negative for the upgrade slot of that instance; 0 for the one that each of several executions had.</param>
/// <param name="Node">Its class.</param>
/// <param name="Mode">How it was held.</param>
/// <param name="HadSeveral">
/// Whether its class was known then to have several instances: then the chain was watched before it was taken for known. If several were
/// made only later, walks with others may have passed unseen, and which instance it was says nothing.
/// </param>
/// <param name="HasChildren">Whether the flow had started others in this hold that it had not waited for yet: they run while it holds the lock.</param>
internal readonly record struct HeldGate(long Instance, ClassNode Node, LockMode Mode, bool HadSeveral, bool HasChildren)
{
    /// <summary>Whether the other one, in its place, could not change a verdict.</summary>
    public bool Represents(HeldGate other) => this == other || this == (other with { Instance = 0 });

    /// <summary>What is true of both; instance 0 where they differ in that.</summary>
    public HeldGate Or(HeldGate other) => new(
        Instance == other.Instance ? Instance : 0,
        Node,
        IsExclusive ? other.Mode : Mode,
        HadSeveral && other.HadSeveral,
        HasChildren || other.HasChildren);

    public bool IsExclusive => Mode == LockMode.Exclusive;

    public bool IsReliable => HadSeveral || Node.IsToldOfSeveral || !Node.HasSeveralInstances;
}
