namespace LockValidator;

/// <summary>
/// The graph of lock classes: who was held while whom was taken, in an order that has no strong cycle, with the usage of contexts
/// on top of it.
/// </summary>
/// <remarks>All members are for callers that hold the checker's lock. What would close a cycle is remembered beside the order, never in it.</remarks>
internal sealed partial class DependencyGraph
{
    private readonly OrderGraph _order = new();
    private readonly ClassTable _classes = new();
    private readonly DependencyTable _dependencies;

    // Dependencies none of whose kinds is in the order: they stand in no class's lists.
    private readonly HashSet<Dependency> _beside = [];

    // Dependencies some of whose kinds are not in the order.
    private readonly HashSet<Dependency> _refused = [];
    private readonly UsageGraph _usage;

    public DependencyGraph()
    {
        _dependencies = new DependencyTable(_classes);
        _usage = new UsageGraph(_order);
        Search = new PathSearch(this);
    }

    public PathSearch Search { get; }

    public UsageGraph Usage => _usage;

    /// <summary>The order beneath: for figures.</summary>
    public OrderGraph Order => _order;

    public IEnumerable<ClassNode> Classes => _classes.InOrder;

    public int ClassCount => _classes.Count;

    public int DependencyCount => _dependencies.Count - _beside.Count;

    /// <summary>All that are in the order, those of one class together.</summary>
    public IEnumerable<Dependency> Dependencies => _classes.InOrder.SelectMany(node => From(node).ToArray());

    /// <summary>Those with a kind that would close a cycle.</summary>
    public IEnumerable<Dependency> Refused => _refused;

    public ClassNode? Find(int classId, int subclass) => _classes.Find(classId, subclass);

    /// <summary>The node of a class, made now if it was not met before.</summary>
    public ClassNode Meet(LockClass type, int subclass)
    {
        if (_classes.Find(type.Id, subclass) is { } known)
        {
            return known;
        }

        ClassNode added = _classes.Add(type, subclass, _order.AddNode());
        LookForUnreachable();
        _usage.AddNode(added.AnyHolder, added.TakesPartInUsage);
        return added;
    }

    /// <summary>The node of the order graph that a holder of a class stands for.</summary>
    public int HolderOf(ClassNode type, bool shared) => shared ? Split(type).AnyHolder : type.ExclusiveHolder;

    /// <summary>The node of the order graph that one waits for who takes a class.</summary>
    public int AwaitedOf(ClassNode type, bool recursively) => recursively ? Split(type).ExclusiveHolder : type.AnyHolder;

    public Dependency? Find(ClassNode from, ClassNode to) => _dependencies.Find(from, to);

    /// <summary>Those in the order that start at a class.</summary>
    public DependencyList From(ClassNode node) => _dependencies.From(node);

    /// <summary>Those in the order that end at a class.</summary>
    public DependencyList To(ClassNode node) => _dependencies.To(node);

    /// <summary>The dependency, made now without any kind if it was not there: the caller links or refuses it.</summary>
    public Dependency Require(ClassNode from, ClassNode to, Witness witness)
    {
        return Find(from, to) ?? Add(from, to, witness);
    }

    /// <summary>The same for one that is known not to be there.</summary>
    public Dependency Add(ClassNode from, ClassNode to, Witness witness)
    {
        Count(witness);
        return _dependencies.Add(from, to, witness);
    }

    /// <summary>Adds one kind to the order. False, and nothing changed, if it would close a cycle.</summary>
    public bool TryOrder(ClassNode from, ClassNode to, DependencyKinds kind, out int edge)
    {
        (int tail, int head) = EndsOf(from, to, kind);

        // A recursive reader under a reader of the same class: the fixed edge of that class says just that.
        edge = -1;
        return (from == to && kind == DependencyKinds.SR) || _order.TryAdd(tail, head, out edge);
    }

    /// <summary>The kind would close a cycle: it is remembered beside the order, with what was found.</summary>
    public void Refuse(Dependency dependency, DependencyKinds kind, Violation finding)
    {
        dependency.Row.Refused |= kind;
        dependency.Remarks.Finding = finding;
        _refused.Add(dependency);
        if (dependency.Kinds == DependencyKinds.None)
        {
            _beside.Add(dependency);
        }
    }

    public bool ConflictsInUsage(ClassNode from, ClassNode to, DependencyKinds kind)
    {
        (int tail, int head) = EndsOf(from, to, kind);
        return from != to && _usage.Conflicts(tail, head);
    }

    public uint ConflictingContexts(ClassNode from, ClassNode to, DependencyKinds kind)
    {
        (int tail, int head) = EndsOf(from, to, kind);
        return _usage.ConflictingContexts(tail, head);
    }

    /// <summary>The kind, now in the order, becomes part of the dependency; a quiet one carries no usage.</summary>
    public void Link(Dependency dependency, DependencyKinds kind, int edge, bool quiet)
    {
        ref DependencyRow row = ref dependency.Row;
        if (row.Kinds == DependencyKinds.None)
        {
            if (_beside.Count > 0)
            {
                _beside.Remove(dependency);
            }

            _dependencies.List(dependency);
        }

        row.Kinds |= kind;
        if (edge < 0)
        {
            return;
        }

        if (quiet)
        {
            row.Quiet |= kind;
            _order.SetQuiet(edge);
        }
        else
        {
            _usage.Join(_order.From(edge), _order.To(edge));
        }
    }

    /// <summary>Forgets a dependency of which nothing that it was learnt from has stood.</summary>
    public void Forget(Dependency dependency)
    {
        if (dependency.Exists)
        {
            TakeOut(dependency);
            Drop(dependency);
        }
    }

    /// <summary>Forgets a class: its dependencies and usage go with it, as with a module that is unloaded.</summary>
    public void Remove(ClassNode node)
    {
        _unreachable.Remove(node);
        Unlink(node);
        ReconsiderRefused();
    }

    private (int Tail, int Head) EndsOf(ClassNode from, ClassNode to, DependencyKinds kind)
    {
        // The head first: of one class it may move the tail.
        int head = AwaitedOf(to, (kind & DependencyKindRules.ToRecursive) != 0);
        return (HolderOf(from, (kind & DependencyKindRules.FromShared) != 0), head);
    }

    /// <summary>
    /// A class that is only ever held exclusively is one node: whoever leads to any holder leads to an exclusive one. The first reader makes
    /// it two.
    /// </summary>
    private ClassNode Split(ClassNode type)
    {
        if (!type.IsSplit)
        {
            type.ExclusiveHolder = _order.Split(type.AnyHolder);
            _usage.Split(type.AnyHolder, type.ExclusiveHolder);
        }

        return type;
    }

    /// <summary>A kind that was refused for a cycle through a class that is gone may be learnt when it is met again.</summary>
    private void ReconsiderRefused()
    {
        foreach (Dependency dependency in _refused)
        {
            foreach (DependencyKinds kind in Each(dependency.Refused))
            {
                bool heldShared = (kind & DependencyKindRules.FromShared) != 0;
                bool takenRecursive = (kind & DependencyKindRules.ToRecursive) != 0;
                if (Search.Find(dependency.To, takenRecursive, forwards: true, usageOnly: false, (node, weak) => node == dependency.From && (!heldShared || !weak), out _) is null)
                {
                    dependency.Row.Refused &= ~kind;
                }
            }
        }
    }

    private static IEnumerable<DependencyKinds> Each(DependencyKinds kinds)
    {
        for (int left = (int)kinds; left != 0; left &= left - 1)
        {
            yield return (DependencyKinds)(left & -left);
        }
    }

    private void Unlink(ClassNode node)
    {
        foreach (Dependency dependency in (Dependency[])[.. From(node).ToArray(), .. To(node).ToArray(), .. _beside.Where(d => d.From == node || d.To == node)])
        {
            // One from the class to itself is in both lists.
            if (dependency.Exists)
            {
                Drop(dependency);
            }
        }

        RemoveOrder(node.AnyHolder);
        if (node.IsSplit)
        {
            RemoveOrder(node.ExclusiveHolder);
        }

        Uncount(node);
        _classes.Remove(node);
    }

    // Its edges in the order are the caller's to remove.
    private void Drop(Dependency dependency)
    {
        Uncount(dependency);
        _beside.Remove(dependency);
        _refused.Remove(dependency);
        Unlist(dependency);
        _dependencies.Remove(dependency);
    }

    private void RemoveOrder(int node)
    {
        _order.Remove(node);
        _usage.Remove(node);
    }
}
