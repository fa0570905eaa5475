namespace LockValidator;

/// <summary>The classes that one checker has met. All members are for callers that hold the checker's lock.</summary>
internal sealed class ClassTable
{
    private readonly GrowingTable _nodes = new();
    private readonly GrowingTable _namesakes = new();
    private ClassNode? _first;
    private ClassNode? _last;
    private int _lastIndex;

    public int Count => _nodes.Count;

    /// <summary>In the order in which they were first met; removed ones are gone.</summary>
    public IEnumerable<ClassNode> InOrder
    {
        get
        {
            for (ClassNode? node = _first; node is not null; node = node.NextMet)
            {
                yield return node;
            }
        }
    }

    /// <summary>The one that was met first.</summary>
    public ClassNode? First => _first;

    public ClassNode? Find(int classId, int subclass) => (ClassNode?)_nodes.Find(ClassNode.KeyOf(classId, subclass));

    public ClassNode Add(LockClass type, int subclass, OrderGraph order)
    {
        var node = new ClassNode(type, subclass, _lastIndex++, DisplayName(type, subclass), order.AddNode());
        _nodes.Add(node);
        node.PreviousMet = _last;
        if (_last is null)
        {
            _first = node;
        }
        else
        {
            _last.NextMet = node;
        }

        _last = node;
        return node;
    }

    public void Remove(ClassNode node)
    {
        _nodes.Remove(node);
        if (node.PreviousMet is { } before)
        {
            before.NextMet = node.NextMet;
        }
        else
        {
            _first = node.NextMet;
        }

        if (node.NextMet is { } after)
        {
            after.PreviousMet = node.PreviousMet;
        }
        else
        {
            _last = node.PreviousMet;
        }
    }

    /// <summary>Classes of one name are told apart by the order in which they were first met: "dup", "dup#2".</summary>
    private string DisplayName(LockClass type, int subclass)
    {
        var namesakes = (Namesakes?)_namesakes.Find(Namesakes.KeyOf(type.Name));
        if (namesakes is null)
        {
            _namesakes.Add(namesakes = new Namesakes(type.Name));
        }

        int number = namesakes.NumberOf(type.Id);
        string name = number == 0 ? type.Name : $"{type.Name}#{number + 1}";
        return subclass == 0 ? name : $"{name}/{subclass}";
    }
}
