using System.Runtime.InteropServices;

namespace LockValidator;

/// <summary>A lock class with its subclass as one checker knows it: its place in the graph, its usage, its dependencies.</summary>
/// <remarks>
/// Written under the checker's lock. It does not keep the class object alive (<see cref="WeakClasses"/>): a class that nobody
/// can reach any more can be collected, and its node is then bridged and dropped. Small, for there is one for each class: what not every
/// class has stands in <see cref="ClassRemarks"/>.
/// </remarks>
internal sealed class ClassNode
{
    // In the flags: the subclass, whether there is an order of instances, and the two highest bits of the usage.
    private const int OrderFlag = LockClass.Subclasses, UsedFlags = 3 * 2 * LockClass.Subclasses, UsedShift = 62 - 4;

    // The links are the tables' own, by the numbers of nodes.
    internal int NextByName;

    // The newest dependency that starts, or ends, here; it leads to the next older one.
    internal int NewestOut = DependencyTable.None;
    internal int NewestIn = DependencyTable.None;

    // The epoch in which the class was last seen to have one instance only.
    private const int NotLooked = -1, Several = -2;
    private int _oneInstanceAt = NotLooked;

    // The execution in which the only instance was met so far; 0: in none, or there is more to be said, by the remarks.
    private uint _onlyFrame;

    private readonly byte _inner, _outer, _type;
    private byte _flags;
    private ClassRemarks? _remarks;

    // Of the class; none once the node was removed.
    private GCHandle _class;

    /// <summary>Makes a node; whoever does must see that it leaves one day (<see cref="WeakClasses"/>).</summary>
    public ClassNode(LockClass type, int subclass, int index, int number)
    {
        _class = GCHandle.Alloc(type, GCHandleType.Weak);
        ClassId = type.Id;
        _flags = (byte)(subclass | (subclass == 0 && type.Order is not null ? OrderFlag : 0));
        Index = index;
        Name = type.Name;
        StableId = type.StableId;
        (_inner, _outer, _type) = ((byte)type.Kind.Inner, (byte)type.Kind.Outer, (byte)type.Kind.Type);
        AnyHolder = number;
        ExclusiveHolder = number;
    }

    public int ClassId { get; }

    public int Subclass => _flags & (LockClass.Subclasses - 1);

    /// <summary>The place in the order in which classes were met; never reused.</summary>
    public int Index { get; }

    public string Name { get; }

    public string StableId { get; }

    /// <summary>How many classes of this name were met before.</summary>
    public int Namesake
    {
        get => _remarks?.Namesake ?? 0;
        set
        {
            if (value != Namesake)
            {
                Remarks.Namesake = value;
            }
        }
    }

    /// <summary>What reports call it: classes of one name are told apart as "dup", "dup#2".</summary>
    public string DisplayName => (Namesake, Subclass) switch
    {
        (0, 0) => Name,
        (_, 0) => $"{Name}#{Namesake + 1}",
        (0, _) => $"{Name}/{Subclass}",
        _ => $"{Name}#{Namesake + 1}/{Subclass}",
    };

    public LockKind Kind => new((WaitType)_inner, (WaitType)_outer, (LockClassType)_type);

    /// <summary>Whether instances of the class are ordered by a function; it belongs to subclass 0 only.</summary>
    public bool HasOrder => (_flags & OrderFlag) != 0;

    /// <summary>The node c/N of the order graph: what a non-recursive acquirer waits for. Among the live nodes its number is the class's own.</summary>
    public int AnyHolder { get; }

    /// <summary>The node c/R of the order graph: what a recursive reader waits for. The same as c/N until there is a reader.</summary>
    public int ExclusiveHolder { get; set; }

    /// <summary>Whether any holder and an exclusive one are told apart yet.</summary>
    public bool IsSplit => AnyHolder != ExclusiveHolder;

    /// <summary>Names the class in keys of kernel-rule chains.</summary>
    public ulong OrderKey => ChainKey.Mix((ulong)Index + 1);

    public long Key => KeyOf(ClassId, Subclass);

    /// <summary>How many usage bits have a witness.</summary>
    public int UsageWitnesses => _remarks?.UsageWitnesses ?? 0;

    /// <summary>The usage bits, as letters show them.</summary>
    public ulong Usage
    {
        get => ((ulong)(_flags & UsedFlags) << UsedShift) | (_remarks?.Usage ?? 0);
        set
        {
            _flags = (byte)((_flags & ~UsedFlags) | ((int)(value >> UsedShift) & UsedFlags));
            if ((value & ~(UsageStates.Used | UsageStates.UsedRead)) is var inContexts and not 0)
            {
                Remarks.Usage = inContexts;
            }
        }
    }

    /// <summary>Usage bits that are in the usage graph; others broke a rule when they were set, or concern a class that stays out of it.</summary>
    public ulong JoinedUsage
    {
        get => _remarks?.JoinedUsage ?? 0;
        set => Remarks.JoinedUsage = value;
    }

    /// <summary>Contexts in which a fair reader's use has been counted as waiting for any holder (exact reader rule only).</summary>
    public uint FairReads
    {
        get => _remarks?.FairReads ?? 0u;
        set => Remarks.FairReads = (ushort)value;
    }

    /// <summary>Those of <see cref="FairReads"/> that are in the usage graph.</summary>
    public uint JoinedFairReads
    {
        get => _remarks?.JoinedFairReads ?? 0u;
        set => Remarks.JoinedFairReads = (ushort)value;
    }

    /// <summary>The rank families that the class belongs to.</summary>
    public IReadOnlyList<(string Family, int Rank)> Ranks => _remarks?.Ranks ?? [];

    /// <summary>Per-processor locks and wait overrides order like others but take no part in the searches for usage conflicts.</summary>
    public bool TakesPartInUsage => (LockClassType)_type is LockClassType.Normal or LockClassType.Wait;

    /// <summary>Something that is waited for, not locked.</summary>
    public bool IsWait => (LockClassType)_type == LockClassType.Wait;

    /// <summary>The class object; null if nobody can reach it any more, and after the removal of the node.</summary>
    public LockClass? Class => _class.IsAllocated ? (LockClass?)_class.Target : null;

    /// <summary>Whether several instances of the class were ever made; so it seems of one that is gone.</summary>
    public bool HasSeveralInstances => _oneInstanceAt != LockClass.SeveralEpoch && LookForSeveral();

    /// <summary>The checker hears of a second instance before it can be taken, and looks at all chains again then.</summary>
    public bool IsToldOfSeveral
    {
        get => _remarks is { IsToldOfSeveral: true };
        set => Remarks.IsToldOfSeveral = value;
    }

    /// <summary>A flow held one of its instances while it took another: so who waits for one waits for those that its holder waits for.</summary>
    public bool NestsInstances
    {
        get => _remarks is { NestsInstances: true };
        set => Remarks.NestsInstances = value;
    }

    private ClassRemarks Remarks => _remarks ??= new ClassRemarks();

    public static long KeyOf(int classId, int subclass) => ((long)classId * LockClass.Subclasses) + subclass;

    /// <summary>The node is not in the graph any more.</summary>
    public void Leave()
    {
        GCHandle handle = _class;
        _class = default;
        if (handle.IsAllocated)
        {
            handle.Free();
        }
    }

    public void AddRank(string family, int rank) => Remarks.AddRank(family, rank);

    /// <summary>An instance was met in an execution.</summary>
    public void NoteInstance(ExecutionFrame execution, long instance)
    {
        uint frame = (uint)execution.Id;
        if ((_onlyFrame == 0 ? _remarks is not { HasInstances: true } : _onlyFrame == frame) && frame != 0 && instance > 0 && !HasSeveralInstances)
        {
            _onlyFrame = frame;
            return;
        }

        if (_onlyFrame != 0)
        {
            // Until now there was one instance, and one execution.
            Remarks.NoteInstance(_onlyFrame, Class?.FirstInstance ?? 0);
            _onlyFrame = 0;
        }

        Remarks.NoteInstance(frame, instance);
    }

    /// <summary>Whether the class had exactly one instance in an execution, as far as it was looked at.</summary>
    public bool HadOneInstanceIn(ExecutionFrame execution) =>
        !HasSeveralInstances || (uint)execution.Id == _onlyFrame || (_remarks is { HasInstances: true } noted ? noted.NotedOneIn(execution) : execution.IsSeveral);

    /// <summary>
    /// The states of being used in a context that a search counts here. A class that is left as a reader only stops a reader in a
    /// context if that one is fair: it waits for any holder.
    /// </summary>
    public ulong UsedIn(int context, bool weak)
    {
        bool readers = !weak || (JoinedFairReads & (1u << context)) != 0;
        return JoinedUsage & UsageStates.Bit(context, readers ? UsageStates.UsedIn | UsageStates.UsedInRead : UsageStates.UsedIn);
    }

    // The class object is looked at once an epoch: it may be far away in memory.
    private bool LookForSeveral()
    {
        if (_oneInstanceAt == Several)
        {
            return true;
        }

        bool isSettled = LockClass.TryGetSettledEpoch(out int epoch);
        bool hasSeveral = Class?.HasSeveralInstances != false;
        _oneInstanceAt = hasSeveral ? Several : isSettled ? epoch : NotLooked;
        return hasSeveral;
    }

    public void AddUsageWitness(ulong bit, Witness witness) => Remarks.AddUsageWitness(bit, witness);

    /// <summary>When one of the bits was first set; null where that is not known.</summary>
    public Witness? UsageWitness(ulong bits) => _remarks?.UsageWitness(bits);

    public void LookAhead() => Ahead.Of(ref NewestOut);

    public override string ToString() => DisplayName;
}
