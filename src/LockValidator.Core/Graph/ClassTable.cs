namespace LockValidator;

/// <summary>The classes that one checker has met. All members are for callers that hold the checker's lock.</summary>
internal sealed class ClassTable
{
    // By the number of their node in the order graph. Null where that is a second node of a class, or free.
    private readonly ChunkedArray<ClassNode?> _nodes = new();
    private readonly ClassesById _byId = new();
    private readonly WeakClasses _handles;
    private readonly Namesakes _namesakes;
    private int _lastIndex;
    private bool _isInOrder = true;

    public ClassTable()
    {
        _handles = new WeakClasses(_nodes);
        _namesakes = new Namesakes(_nodes, Find);
    }

    public int Count => _byId.Count;

    /// <summary>The highest number of a class + 1.</summary>
    public int Limit => _nodes.Count;

    /// <summary>In the order in which they were first met; removed ones are gone.</summary>
    public IEnumerable<ClassNode> InOrder
    {
        get
        {
            var all = new List<ClassNode>(Count);
            for (int number = 0; number < _nodes.Count; number++)
            {
                if (_nodes[number] is { } node)
                {
                    all.Add(node);
                }
            }

            if (!_isInOrder)
            {
                all.Sort(static (one, other) => one.Index.CompareTo(other.Index));
            }

            return all;
        }
    }

    /// <summary>The class with a number, which must be that of one.</summary>
    public ClassNode this[int number] => _nodes[number]!;

    /// <summary>The class with a number below <see cref="Limit"/>; null if that is of none.</summary>
    public ClassNode? At(int number) => _nodes[number];

    public ClassNode? Find(int classId, int subclass) => _byId.Find(classId, subclass);

    /// <summary>Adds a class that is not there.</summary>
    /// <param name="type">The class.</param>
    /// <param name="subclass">Its subclass.</param>
    /// <param name="number">The number of its node in the order graph.</param>
    public ClassNode Add(LockClass type, int subclass, int number)
    {
        _isInOrder &= number >= _nodes.Count;
        while (_nodes.Count <= number)
        {
            _nodes.Add(null);
        }

        var node = new ClassNode(type, subclass, _lastIndex++, number);
        _nodes[number] = node;
        _byId.Add(node);
        _namesakes.Add(node);
        return node;
    }

    public void Remove(ClassNode node)
    {
        _namesakes.Remove(node);
        _byId.Remove(node);
        _nodes[node.AnyHolder] = null;
        node.Leave();
    }
}
