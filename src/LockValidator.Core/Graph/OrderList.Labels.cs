namespace LockValidator;

// How labels are chosen. A label is that of the node's group above, and that of the node within its group below. A group has at most 64
// nodes, so that giving all of them new labels is nothing; a full one is halved; a small one joins its neighbour. Only groups have to find
// room in the label space, and there are few: a group and the next have more than 16 nodes together. So the worst that one insertion can
// cost is an eighth of what it would with labels for nodes alone, and mostly much less.
// Within a group a node gets the middle of the gap; at either end of the group a fixed step, because halving what is left would use
// it up in sixteen insertions. Where there is no gap the group's nodes are spread evenly.
internal sealed partial class OrderList<TValue>
{
    private const int LocalBits = 16;
    private const int LocalLimit = 1 << LocalBits;
    private const int LocalStep = LocalLimit / 2 / MostInGroup;
    private const int KeyShift = 31;

    private readonly ChunkedArray<long> _keys = new();

    /// <summary>Labels of resting nodes, and of groups of them, rewritten by the last insertion or move.</summary>
    public int LastRelabels { get; private set; }

    /// <summary>Labels of resting nodes and of groups rewritten since the list was made.</summary>
    public long TotalRelabels { get; private set; }

    // The node, linked between two neighbours, gets its group, which has room, and a label.
    private void Join(int node, int group, int left, int right)
    {
        _entries[node].Group = group;
        _groups[group].Count++;
        bool first = left == None || _entries[left].Group != group;
        bool last = right == None || _entries[right].Group != group;
        int low = first ? -1 : _entries[left].Local;
        int high = last ? LocalLimit : _entries[right].Local;
        if (first)
        {
            _groups[group].First = node;
        }

        if (high - low < 2)
        {
            Spread(group);
            Relabelled(_groups[group].Count - 1);
            return;
        }

        int middle = low + ((high - low) / 2);
        _entries[node].Local = first == last ? middle : first ? Math.Max(middle, high - LocalStep) : Math.Min(middle, low + LocalStep);
    }

    // A group that has room for a node between two neighbours.
    private int GroupFor(int left, int right)
    {
        int before = left == None ? None : _entries[left].Group;
        int after = right == None ? None : _entries[right].Group;
        if (before != None && _groups[before].Count < MostInGroup)
        {
            return before;
        }

        if (after != None && _groups[after].Count < MostInGroup)
        {
            return after;
        }

        if (before != after || before == None)
        {
            return NewGroup(before, after);
        }

        Halve(before);
        return _entries[left].Group;
    }

    private void Spread(int group)
    {
        int step = LocalLimit / (_groups[group].Count + 1);
        int node = _groups[group].First;
        for (int i = 1; i <= _groups[group].Count; i++)
        {
            _entries[node].Local = i * step;
            node = Next(node);
        }
    }

    private void Relabelled(int count)
    {
        LastRelabels += count;
        TotalRelabels += count;
    }

    private long KeyOf(int node) => ((long)_entries[node].Group << KeyShift) | (uint)_entries[node].Local;

    // Takes the nodes out and chains them by Next in the order of their labels: a merge sort over the links, because
    // the nodes may be many, and an array of them would be another thing to grow. Run i holds 2^i nodes or none.
    private int UnlinkSorted(ChunkedArray<int> nodes)
    {
        LastRelabels = 0;
        _keys.Clear();
        for (int i = 0; i < nodes.Count; i++)
        {
            // Before any is taken out: that may give new labels to those that stay.
            _keys.Add(Label(nodes[i]));
        }

        for (int i = 0; i < nodes.Count; i++)
        {
            Unlink(nodes[i]);
            (_entries[nodes[i]].Group, _entries[nodes[i]].Local) = ((int)(_keys[i] >> KeyShift), (int)(_keys[i] & int.MaxValue));
        }

        int top = 0;
        for (int i = 0; i < nodes.Count; i++)
        {
            int run = nodes[i];
            int slot = 0;
            for (; _runs[slot] != None; slot++)
            {
                run = Merge(_runs[slot], run);
                _runs[slot] = None;
            }

            _runs[slot] = run;
            top = Math.Max(top, slot);
        }

        int sorted = None;
        for (int slot = 0; slot <= top; slot++)
        {
            sorted = Merge(_runs[slot], sorted);
            _runs[slot] = None;
        }

        return sorted;
    }

    private int Merge(int one, int other)
    {
        int head = None;
        int tail = None;
        while (one != None && other != None)
        {
            if (KeyOf(other) < KeyOf(one))
            {
                (one, other) = (other, one);
            }

            Append(one);
            one = Next(one);
        }

        Append(one != None ? one : other);
        return head;

        void Append(int node)
        {
            if (tail == None)
            {
                head = node;
            }
            else
            {
                _entries[tail].Next = node;
            }

            tail = node;
        }
    }
}
