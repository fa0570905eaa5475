namespace LockValidator;

/// <summary>The classes that one checker has met. All members are for callers that hold the checker's lock.</summary>
internal sealed class ClassTable
{
    private readonly Dictionary<long, ClassNode> _nodes = [];
    private readonly List<ClassNode> _inOrder = [];
    private readonly Dictionary<string, List<int>> _namesakes = [];
    private int _lastIndex;

    public int Count => _nodes.Count;

    /// <summary>In the order in which they were first met; removed ones are gone.</summary>
    public IReadOnlyList<ClassNode> InOrder => _inOrder;

    public ClassNode? Find(int classId, int subclass) => _nodes.GetValueOrDefault(KeyOf(classId, subclass));

    public ClassNode Add(LockClass type, int subclass, OrderGraph order)
    {
        int any = order.AddNode();
        int exclusive = order.AddNode();
        var node = new ClassNode(type, subclass, _lastIndex++, DisplayName(type, subclass), any, exclusive);
        _nodes.Add(KeyOf(type.Id, subclass), node);
        _inOrder.Add(node);
        return node;
    }

    public void Remove(ClassNode node)
    {
        _nodes.Remove(KeyOf(node.ClassId, node.Subclass));
        _inOrder.Remove(node);
    }

    private static long KeyOf(int classId, int subclass) => ((long)classId * LockClass.Subclasses) + subclass;

    /// <summary>Classes of one name are told apart by the order in which they were first met: "dup", "dup#2".</summary>
    private string DisplayName(LockClass type, int subclass)
    {
        if (!_namesakes.TryGetValue(type.Name, out List<int>? classes))
        {
            _namesakes.Add(type.Name, classes = []);
        }

        int version = classes.IndexOf(type.Id);
        if (version < 0)
        {
            version = classes.Count;
            classes.Add(type.Id);
        }

        string name = version == 0 ? type.Name : $"{type.Name}#{version + 1}";
        return subclass == 0 ? name : $"{name}/{subclass}";
    }
}
