namespace LockValidator;

// Where the gap between two groups is too small for a new one, labels of groups are spread anew, but only nearby: a window of 4^j
// labels, aligned to its size, may hold 2^j groups. Starting small, the window around the place grows until that is so, then its groups
// are spread evenly over it. A window just spread has at most half of what a quarter of it may hold in each quarter, so it takes
// 2^(j-2) more groups in one quarter before it is spread again: at most 4 labels a group and level, O(log n) in all. The largest window
// is the whole label space and may hold 2^23 groups, so there is always one that is good. (The family: Dietz and Sleator 1987; Bender
// and others 2002.)
internal sealed partial class OrderList<TValue>
{
    private const int MostInGroup = 64;
    private const int SmallGroups = 16;
    private const int GroupBits = 46;
    private const long GroupLimit = 1L << GroupBits;
    private const long GroupStep = 1L << (GroupBits / 2);

    private readonly ChunkedArray<Group> _groups = new();
    private int _freeGroup = None;

    // Makes an empty group between two neighbours, either of which may be missing.
    private int NewGroup(int before, int after)
    {
        int group = _freeGroup;
        if (group == None)
        {
            group = _groups.Count;
            _groups.Add(default);
        }
        else
        {
            _freeGroup = _groups[group].Next;
        }

        _groups[group] = new Group { Previous = before, Next = after, First = None };
        if (before != None)
        {
            _groups[before].Next = group;
        }

        if (after != None)
        {
            _groups[after].Previous = group;
        }

        long low = before != None ? _groups[before].Label : after != None ? Math.Max(_groups[after].Label - (2 * GroupStep), -1) : (GroupLimit / 2) - GroupStep;
        long high = after != None ? _groups[after].Label : Math.Min(low + (2 * GroupStep), GroupLimit);
        _groups[group].Label = low + ((high - low) / 2);
        if (high - low < 2)
        {
            SpreadGroups(group, before != None ? low : high);
        }

        return group;
    }

    private void SpreadGroups(int group, long place)
    {
        int first = group;
        int last = group;
        int count = 1;
        long start;
        long size;
        int level = 0;
        do
        {
            level++;
            size = 1L << (2 * level);
            start = place & -size;
            for (int each = _groups[first].Previous; each != None && _groups[each].Label >= start; each = _groups[each].Previous)
            {
                first = each;
                count++;
            }

            for (int each = _groups[last].Next; each != None && _groups[each].Label < start + size; each = _groups[each].Next)
            {
                last = each;
                count++;
            }
        }
        while (count > 1L << level);

        long step = size / count;
        long label = start + (step / 2);
        int end = _groups[last].Next;
        for (int each = first; each != end; each = _groups[each].Next)
        {
            _groups[each].Label = label;
            label += step;
        }

        Relabelled(count - 1);
    }

    // The upper half of a group becomes a group of its own; its nodes keep their labels within it.
    private void Halve(int group)
    {
        int upper = NewGroup(group, _groups[group].Next);
        int kept = _groups[group].Count / 2;
        int node = _groups[group].First;
        for (int i = 0; i < kept; i++)
        {
            node = Next(node);
        }

        (_groups[upper].First, _groups[upper].Count) = (node, _groups[group].Count - kept);
        _groups[group].Count = kept;
        GiveTo(upper);
        Relabelled(_groups[upper].Count);
    }

    // A node, unlinked already, leaves its group.
    private void Leave(int group, int node, int next)
    {
        ref Group left = ref _groups[group];
        left.Count--;
        if (left.First == node)
        {
            left.First = next;
        }

        if (left.Count == 0)
        {
            Free(group);
        }
        else if (left.Previous != None && _groups[left.Previous].Count + left.Count <= SmallGroups)
        {
            Unite(left.Previous, group);
        }
        else if (left.Next != None && _groups[left.Next].Count + left.Count <= SmallGroups)
        {
            Unite(group, left.Next);
        }
    }

    private void Unite(int group, int next)
    {
        _groups[group].Count += _groups[next].Count;
        Free(next);
        GiveTo(group);
        Spread(group);
        Relabelled(_groups[group].Count);
    }

    private void GiveTo(int group)
    {
        int node = _groups[group].First;
        for (int i = 0; i < _groups[group].Count; i++)
        {
            _entries[node].Group = group;
            node = Next(node);
        }
    }

    private void Free(int group)
    {
        Group old = _groups[group];
        if (old.Previous != None)
        {
            _groups[old.Previous].Next = old.Next;
        }

        if (old.Next != None)
        {
            _groups[old.Next].Previous = old.Previous;
        }

        _groups[group] = new Group { Next = _freeGroup };
        _freeGroup = group;
    }

    // Next leads to the next free one in a group that is free.
    private struct Group
    {
        public long Label;
        public int Next;
        public int Previous;
        public int First;
        public int Count;
    }
}
