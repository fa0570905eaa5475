namespace LockValidator;

/// <content>What the graph keeps, in bytes. Estimates for a 64-bit process, from counts and the sizes of the types; a test holds them against the collector's figures.</content>
internal sealed partial class DependencyGraph
{
    // A class: its node with the weak reference to the class and the handle of that, two nodes and an edge of the order, two usage
    // summaries, the table's bucket, and its name among its namesakes.
    private const int NodeBytes = 248, WeakBytes = 32, OrderBytes = (2 * 40) + 28, UsageBytes = 40, NamesakeBytes = 64;

    // A dependency: the object, an edge of the order, the table's bucket.
    private const int DependencyBytes = 96 + 28 + 8;

    // A witness and, for each usage bit, its place in the class's array.
    private const int WitnessBytes = 64;

    private long _evidenceBytes;

    /// <summary>How many witnesses were kept.</summary>
    public int WitnessCount { get; private set; }

    /// <summary>Of classes, dependencies and witnesses.</summary>
    public (long Classes, long Dependencies, long Witnesses) Bytes => (
        (long)_classes.Count * (NodeBytes + WeakBytes + OrderBytes + UsageBytes + NamesakeBytes),
        (long)_dependencies.Count * DependencyBytes,
        ((long)WitnessCount * WitnessBytes) + _evidenceBytes);

    /// <summary>Adds a way in which a dependency was seen.</summary>
    public void AddEvidence(WitnessSet set, EdgeWitness seen)
    {
        _evidenceBytes -= BytesOf(set);
        set.Add(seen);
        _evidenceBytes += BytesOf(set);
    }

    /// <summary>Nothing is known any more of how a dependency was seen: it stands for any way.</summary>
    public void DropEvidence(Dependency dependency)
    {
        UncountEvidence(dependency);
        dependency.Witnesses = null;
    }

    private void CountEvidence(Dependency dependency) => _evidenceBytes += BytesOf(dependency.Witnesses);

    private void UncountEvidence(Dependency dependency) => _evidenceBytes -= BytesOf(dependency.Witnesses);

    private static long BytesOf(WitnessSet? set) => set is { IsEmpty: false } ? set.Bytes : 0;

    /// <summary>To be called for each witness that is kept. Its stack is that of the chain that was new then.</summary>
    public void CountWitness() => WitnessCount++;
}
