namespace LockValidator;

/// <summary>What was seen of a class in contexts, families and executions: beside its node, for those that have it.</summary>
internal sealed class ClassRemarks
{
    /// <summary>What one takes in memory, without its witnesses: an estimate for a 64-bit process.</summary>
    public const int Bytes = 96;

    private const int MostExecutions = 1024;

    // Few bits are ever set for one class: an array of just as many.
    private (ulong Bit, Witness Witness)[] _usageWitnesses = [];
    private List<(string Family, int Rank)>? _ranks;

    // By execution the only instance that was met in it, 0 for several. Nearly always one execution, and then without a table.
    private (uint Frame, long Instance) _first;
    private Dictionary<uint, long>? _others;

    // Or it is not known any more.
    private bool _hadSeveralInOne;

    /// <inheritdoc cref="ClassNode.Usage"/>
    public ulong Usage { get; set; }

    /// <inheritdoc cref="ClassNode.JoinedUsage"/>
    public ulong JoinedUsage { get; set; }

    /// <inheritdoc cref="ClassNode.FairReads"/>
    public ushort FairReads { get; set; }

    /// <inheritdoc cref="ClassNode.JoinedFairReads"/>
    public ushort JoinedFairReads { get; set; }

    /// <inheritdoc cref="ClassNode.IsToldOfSeveral"/>
    public bool IsToldOfSeveral { get; set; }

    /// <inheritdoc cref="ClassNode.NestsInstances"/>
    public bool NestsInstances { get; set; }

    /// <inheritdoc cref="ClassNode.Namesake"/>
    public int Namesake { get; set; }

    /// <inheritdoc cref="ClassNode.Ranks"/>
    public IReadOnlyList<(string Family, int Rank)> Ranks => _ranks ?? (IReadOnlyList<(string, int)>)[];

    public void AddRank(string family, int rank) => (_ranks ??= []).Add((family, rank));

    /// <summary>Whether any was noted.</summary>
    public bool HasInstances => _first.Frame != 0;

    /// <summary>An instance was met in an execution; 0 stands for several.</summary>
    public void NoteInstance(uint execution, long instance)
    {
        if (_first.Frame == 0 || _first.Frame == execution)
        {
            _hadSeveralInOne |= _first.Frame != 0 && _first.Instance != instance;
            _first = (execution, _first.Frame == 0 || _first.Instance == instance ? instance : 0);
            return;
        }

        _others ??= [];
        if (_others.TryGetValue(execution, out long known))
        {
            _hadSeveralInOne |= known != instance;
            _others[execution] = known == instance ? instance : 0;
        }
        else if (_others.Count < MostExecutions)
        {
            _others.Add(execution, instance);
        }
        else
        {
            _hadSeveralInOne = true;
        }
    }

    /// <summary>Whether exactly one instance was noted in an execution.</summary>
    public bool NotedOneIn(ExecutionFrame execution) =>
        execution.IsSeveral ? !_hadSeveralInOne
        : _first.Frame == (uint)execution.Id ? _first.Instance != 0
        : _others is not null && _others.TryGetValue((uint)execution.Id, out long only) && only != 0;

    /// <inheritdoc cref="ClassNode.UsageWitnesses"/>
    public int UsageWitnesses => _usageWitnesses.Length;

    public void AddUsageWitness(ulong bit, Witness witness) => _usageWitnesses = [.. _usageWitnesses, (bit, witness)];

    public Witness? UsageWitness(ulong bits)
    {
        foreach ((ulong bit, Witness witness) in _usageWitnesses)
        {
            if ((bit & bits) != 0)
            {
                return witness;
            }
        }

        return null;
    }
}
