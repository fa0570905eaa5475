namespace LockValidator;

/// <summary>Classes by their numbers, which the process gives them one after the other: a look-up is one read. A class's further subclasses stand apart.</summary>
/// <remarks>Not thread-safe: the caller holds the checker's lock. Blocks whose classes are all gone are dropped, for numbers are never used again.</remarks>
internal sealed class ClassesById
{
    private const int Shift = 7;
    private const int BlockLength = 1 << Shift;

    private readonly Dictionary<long, ClassNode> _subclasses = [];
    private Block?[] _blocks = [];

    // The number of the first of them: a checker may know only classes that were made late.
    private int _first;

    public int Count { get; private set; }

    public ClassNode? Find(int classId, int subclass)
    {
        if (subclass != 0)
        {
            return _subclasses.GetValueOrDefault(ClassNode.KeyOf(classId, subclass));
        }

        Block?[] blocks = _blocks;
        int block = (classId >> Shift) - _first;
        return (uint)block < (uint)blocks.Length ? blocks[block]?.Nodes[classId & (BlockLength - 1)] : null;
    }

    /// <summary>Adds a class that is not there.</summary>
    public void Add(ClassNode node)
    {
        Count++;
        if (node.Subclass != 0)
        {
            _subclasses.Add(node.Key, node);
            return;
        }

        Block block = Require(node.ClassId >> Shift);
        block.Nodes[node.ClassId & (BlockLength - 1)] = node;
        block.Count++;
    }

    /// <summary>Removes a class that is there.</summary>
    public void Remove(ClassNode node)
    {
        Count--;
        if (node.Subclass != 0)
        {
            _subclasses.Remove(node.Key);
            return;
        }

        int number = (node.ClassId >> Shift) - _first;
        Block block = _blocks[number]!;
        block.Nodes[node.ClassId & (BlockLength - 1)] = null;
        if (--block.Count == 0)
        {
            _blocks[number] = null;
        }
    }

    private Block Require(int number)
    {
        if (_blocks.Length == 0)
        {
            _first = number;
        }
        else if (number < _first)
        {
            _blocks = [.. new Block?[_first - number], .. _blocks];
            _first = number;
        }

        if (number - _first >= _blocks.Length)
        {
            Array.Resize(ref _blocks, Math.Max(number - _first + 1, 2 * _blocks.Length));
        }

        return _blocks[number - _first] ??= new Block();
    }

    private sealed class Block
    {
        public readonly ClassNode?[] Nodes = new ClassNode?[BlockLength];

        public int Count;
    }
}
