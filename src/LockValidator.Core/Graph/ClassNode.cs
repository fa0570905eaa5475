namespace LockValidator;

/// <summary>A lock class with its subclass as one checker knows it: its place in the graph, its usage, its dependencies.</summary>
/// <remarks>
/// Written under the checker's lock. It keeps the class object alive only weakly: a class that nobody can reach any more can be
/// collected, and its node is then bridged and dropped.
/// </remarks>
internal sealed class ClassNode : TableEntry
{
    private const int MostExecutions = 1024;

    private readonly WeakReference<LockClass> _class;
    private DependencyList _out = new(outgoing: true);
    private DependencyList _in = new(outgoing: false);

    // Few bits are ever set for one class: an array of just as many.
    private (ulong Bit, Witness Witness)[] _usageWitnesses = [];
    private List<(string Family, int Rank)>? _ranks;

    // By execution the only instance that was met in it, 0 for several. Nearly always one execution, and then without a table.
    private (long Frame, long Instance) _first;
    private Dictionary<long, long>? _others;

    // Or it is not known any more.
    private bool _hadSeveralInOne;

    public ClassNode(LockClass type, int subclass, int index, string displayName, int order)
    {
        _class = new WeakReference<LockClass>(type);
        ClassId = type.Id;
        Subclass = subclass;
        Index = index;
        StableId = type.StableId;
        DisplayName = displayName;
        Kind = type.Kind;
        HasOrder = subclass == 0 && type.Order is not null;
        AnyHolder = order;
        ExclusiveHolder = order;
    }

    public int ClassId { get; }

    public int Subclass { get; }

    /// <summary>The number of the node within its checker; never reused.</summary>
    public int Index { get; }

    public string StableId { get; }

    public string DisplayName { get; }

    public LockKind Kind { get; }

    /// <summary>Whether instances of the class are ordered by a function; it belongs to subclass 0 only.</summary>
    public bool HasOrder { get; }

    /// <summary>The node c/N of the order graph: what a non-recursive acquirer waits for.</summary>
    public int AnyHolder { get; }

    /// <summary>The node c/R of the order graph: what a recursive reader waits for. The same as c/N until there is a reader.</summary>
    public int ExclusiveHolder { get; set; }

    /// <summary>Whether any holder and an exclusive one are told apart yet.</summary>
    public bool IsSplit => AnyHolder != ExclusiveHolder;

    /// <summary>Names the class in keys of kernel-rule chains.</summary>
    public ulong OrderKey => ChainKey.Mix((ulong)Index + 1);

    public override long Key => KeyOf(ClassId, Subclass);

    /// <summary>The usage bits, as letters show them.</summary>
    public ulong Usage { get; set; }

    /// <summary>Usage bits that are in the usage graph; others broke a rule when they were set, or concern a class that stays out of it.</summary>
    public ulong JoinedUsage { get; set; }

    /// <summary>Contexts in which a fair reader's use has been counted as waiting for any holder (exact reader rule only).</summary>
    public uint FairReads { get; set; }

    /// <summary>Those of <see cref="FairReads"/> that are in the usage graph.</summary>
    public uint JoinedFairReads { get; set; }

    /// <summary>Dependencies that start here, in the order in which they were first seen.</summary>
    public ref DependencyList Out => ref _out;

    /// <summary>Dependencies that end here, in the order in which they were first seen.</summary>
    public ref DependencyList In => ref _in;

    /// <summary>The rank families that the class belongs to.</summary>
    public IReadOnlyList<(string Family, int Rank)> Ranks => _ranks ?? (IReadOnlyList<(string, int)>)[];

    /// <summary>Per-processor locks and wait overrides order like others but take no part in the searches for usage conflicts.</summary>
    public bool TakesPartInUsage => Kind.Type is LockClassType.Normal or LockClassType.Wait;

    /// <summary>Something that is waited for, not locked.</summary>
    public bool IsWait => Kind.Type == LockClassType.Wait;

    /// <summary>The neighbours in the order in which the classes were met; the table's own.</summary>
    public ClassNode? NextMet { get; set; }

    /// <inheritdoc cref="NextMet"/>
    public ClassNode? PreviousMet { get; set; }

    /// <summary>Stamps of the search that last arrived here, over a path that can go on by any kind, and over a weaker one.</summary>
    public int StrongVisit { get; set; }

    public int WeakVisit { get; set; }

    public LockClass? Class => _class.TryGetTarget(out LockClass? target) ? target : null;

    public static long KeyOf(int classId, int subclass) => ((long)classId * LockClass.Subclasses) + subclass;

    public void AddRank(string family, int rank) => (_ranks ??= []).Add((family, rank));

    /// <summary>Whether several instances of the class were ever made; so it seems of one that is gone.</summary>
    public bool HasSeveralInstances => Class?.HasSeveralInstances ?? true;

    /// <summary>The checker hears of a second instance before it can be taken, and looks at all chains again then.</summary>
    public bool IsToldOfSeveral { get; set; }

    /// <summary>An instance was met in an execution.</summary>
    public void NoteInstance(ExecutionFrame execution, long instance)
    {
        if (_first.Frame == 0 || _first.Frame == execution.Id)
        {
            _hadSeveralInOne |= _first.Frame != 0 && _first.Instance != instance;
            _first = (execution.Id, _first.Frame == 0 || _first.Instance == instance ? instance : 0);
            return;
        }

        _others ??= [];
        if (_others.TryGetValue(execution.Id, out long known))
        {
            _hadSeveralInOne |= known != instance;
            _others[execution.Id] = known == instance ? instance : 0;
        }
        else if (_others.Count < MostExecutions)
        {
            _others.Add(execution.Id, instance);
        }
        else
        {
            _hadSeveralInOne = true;
        }
    }

    /// <summary>Whether the class had exactly one instance in an execution, as far as it was looked at.</summary>
    public bool HadOneInstanceIn(ExecutionFrame execution) =>
        !HasSeveralInstances || (execution.IsSeveral ? !_hadSeveralInOne : _first.Frame == execution.Id ? _first.Instance != 0 : _others is not null && _others.TryGetValue(execution.Id, out long only) && only != 0);

    /// <summary>
    /// The states of being used in a context that a search counts here. A class that is left as a reader only stops a reader in a
    /// context if that one is fair: it waits for any holder.
    /// </summary>
    public ulong UsedIn(int context, bool weak)
    {
        bool readers = !weak || (JoinedFairReads & (1u << context)) != 0;
        return JoinedUsage & UsageStates.Bit(context, readers ? UsageStates.UsedIn | UsageStates.UsedInRead : UsageStates.UsedIn);
    }

    public void AddUsageWitness(ulong bit, Witness witness) => _usageWitnesses = [.. _usageWitnesses, (bit, witness)];

    /// <summary>When one of the bits was first set; null where that is not known.</summary>
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

    public override string ToString() => DisplayName;
}
