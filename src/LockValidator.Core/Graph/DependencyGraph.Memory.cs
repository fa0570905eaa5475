namespace LockValidator;

/// <content>What the graph keeps, in bytes. Estimates for a 64-bit process, from counts and the sizes of the types; a test holds them against the collector's figures.</content>
internal sealed partial class DependencyGraph
{
    // A class: its node; the runtime's slot for the weak handle in it; the bucket of its name, and its places by number and by class.
    // Of the order, each node and edge, with the usage summary.
    private const int ClassBytes = 88 + 8 + 4 + 8 + 8, OrderNodeBytes = 12 + 16 + 1 + 8, OrderEdgeBytes = 16;

    // A dependency: its row and the table's bucket.
    private const int DependencyBytes = 24 + 4;

    // A witness, and the places for one: of a usage bit in the class's array, of a dependency beside the row.
    private const int WitnessBytes = 104, UsagePlace = 16, DependencyPlace = 24 + 32;

    // Of all witnesses that were ever added, how many were not the same object as the one before.
    private long _witnessesAdded, _witnessesMade;
    private Witness? _lastWitness;

    private long _evidenceBytes;
    private int _remarkedClasses;

    /// <summary>How many witnesses are kept.</summary>
    public int WitnessCount { get; private set; }

    /// <summary>Of classes, dependencies and witnesses.</summary>
    public (long Classes, long Dependencies, long Witnesses) Bytes => (
        ((long)_classes.Count * ClassBytes) + ((long)_order.NodeCount * OrderNodeBytes) + ((long)_remarkedClasses * ClassRemarks.Bytes),
        ((long)_dependencies.Count * DependencyBytes) + ((long)_order.EdgeCount * OrderEdgeBytes),
        WitnessTotal + _evidenceBytes);

    private long WitnessTotal => ((long)_dependencies.Count * DependencyPlace) + ((long)Math.Max(0, WitnessCount - _dependencies.Count) * UsagePlace)
        + (_witnessesAdded == 0 ? 0 : WitnessCount * _witnessesMade / _witnessesAdded * WitnessBytes);

    /// <summary>From now on the ways in which a new dependency is seen are told apart.</summary>
    public static void TellWays(Dependency dependency) => dependency.Evidence.All = WitnessSet.Empty;

    /// <summary>Adds a way in which a dependency was seen.</summary>
    public void AddEvidence(Dependency dependency, EdgeWitness seen) => SetEvidence(dependency, dependency.Witnesses.GetValueOrDefault().With(seen));

    /// <summary>Nothing is known any more of how a dependency was seen: it stands for any way.</summary>
    public void DropEvidence(Dependency dependency) => SetEvidence(dependency, default);

    /// <summary>An instance has proved to be no lock: what was held of it counts no more.</summary>
    public void Ungate(Dependency dependency, long instance)
    {
        if (dependency.Witnesses is { } known && known.Holds(instance))
        {
            SetEvidence(dependency, known.Without(instance));
        }
    }

    private void SetEvidence(Dependency dependency, WitnessSet all)
    {
        UncountEvidence(dependency);
        ref DependencyEvidence evidence = ref dependency.Evidence;
        (evidence.OnlyIn, evidence.All) = (null, all);
        _evidenceBytes += all.Bytes;
    }

    // One plain way stands in its row.
    private void UncountEvidence(Dependency dependency) => _evidenceBytes -= dependency.Evidence.All.Bytes;

    /// <summary>A class has shown a usage for the first time.</summary>
    public void Mark(ClassNode node, ulong bit, Witness witness)
    {
        _remarkedClasses += node.UsageWitnesses == 0 ? 1 : 0;
        node.Usage |= bit;
        node.AddUsageWitness(bit, witness);
        Count(witness);
    }

    private void Count(Witness witness)
    {
        WitnessCount++;
        _witnessesAdded++;
        _witnessesMade += ReferenceEquals(witness, _lastWitness) ? 0 : 1;
        _lastWitness = witness;
    }

    private void Uncount(ClassNode node)
    {
        WitnessCount -= node.UsageWitnesses;
        _remarkedClasses -= node.UsageWitnesses > 0 ? 1 : 0;
    }

    private void Uncount(Dependency dependency)
    {
        WitnessCount--;
        UncountEvidence(dependency);
    }
}
