namespace LockValidator;

/// <content>What the graph keeps, in bytes. Estimates for a 64-bit process, from counts and the sizes of the types; a test holds them against the collector's figures.</content>
internal sealed partial class DependencyGraph
{
    // A class: its node with the weak reference to the class and the handle of that, two nodes and an edge of the order, two usage
    // summaries, the table's bucket, and its name among its namesakes.
    private const int NodeBytes = 224, WeakBytes = 32, OrderBytes = (2 * 40) + 28, UsageBytes = 40, NamesakeBytes = 64;

    // A dependency: the object, an edge of the order, the table's bucket.
    private const int DependencyBytes = 88 + 28 + 8;

    // A witness and, for each usage bit, its place in the class's array.
    private const int WitnessBytes = 64;

    /// <summary>How many witnesses were kept.</summary>
    public int WitnessCount { get; private set; }

    /// <summary>Of classes, dependencies and witnesses.</summary>
    public (long Classes, long Dependencies, long Witnesses) Bytes => (
        (long)_classes.Count * (NodeBytes + WeakBytes + OrderBytes + UsageBytes + NamesakeBytes),
        (long)_dependencies.Count * DependencyBytes,
        (long)WitnessCount * WitnessBytes);

    /// <summary>To be called for each witness that is kept. Its stack is that of the chain that was new then.</summary>
    public void CountWitness() => WitnessCount++;
}
