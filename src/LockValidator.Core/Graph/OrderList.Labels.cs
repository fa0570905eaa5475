namespace LockValidator;

// How labels are chosen. A node that comes between two others gets a label from the gap between theirs, several are
// spread evenly in it; at either end of the list the gap is a fixed step a node, because halving what is left of the
// label space would use it up in sixty moves. Where the gap is too small, labels are spread anew, but only nearby:
// a window of 4^j labels, aligned to its size, may hold 2^j nodes. Starting small, the window around the place grows
// until that is so, then its nodes are spread evenly over it. A window just spread has at most half of what a quarter
// of it may hold in each quarter, so it takes 2^(j-2) more insertions in one quarter before it is spread again: at
// most 4 labels an insertion and level, O(log n) in all. The largest window is the whole label space and may hold
// 2^31 nodes, so there is always one that is good. (The family: Dietz and Sleator 1987; Bender and others 2002.)
internal sealed partial class OrderList
{
    private const int LabelBits = 62;
    private const long LabelLimit = 1L << LabelBits;
    private const long EndStep = 1L << (LabelBits / 2);

    /// <summary>Labels of resting nodes rewritten by the last insertion or move.</summary>
    public int LastRelabels { get; private set; }

    /// <summary>Labels of resting nodes rewritten since the list was made.</summary>
    public long TotalRelabels { get; private set; }

    // Links the unlisted chain of count nodes that starts at head (linked by Next, closed by None) between two neighbours.
    private void Splice(int head, int count, int left, int right)
    {
        int tail = LinkBetween(head, left, right);
        Count += count;
        LastRelabels = 0;

        (long low, long high) = Gap(count, left, right);
        long step = (high - low) / (count + 1L);
        if (step == 0)
        {
            Respread(head, tail, count, Label(left != None ? left : right));
            return;
        }

        for (int node = head; node != right; node = Next(node))
        {
            low += step;
            _entries[node].Label = low;
        }
    }

    private int LinkBetween(int head, int left, int right)
    {
        int previous = left;
        int tail = head;
        for (int node = head; node != None; node = Next(node))
        {
            _entries[node].Previous = previous;
            (previous, tail) = (node, node);
        }

        _entries[tail].Next = right;
        if (left == None)
        {
            First = head;
        }
        else
        {
            _entries[left].Next = head;
        }

        if (right == None)
        {
            Last = tail;
        }
        else
        {
            _entries[right].Previous = tail;
        }

        return tail;
    }

    // The labels strictly between the two that come back are free.
    private (long Low, long High) Gap(int count, int left, int right)
    {
        long wanted = (count + 1L) * EndStep;
        long low = left != None ? Label(left)
            : right != None ? Math.Max(Label(right) - wanted, -1)
            : LabelLimit / 2;
        long high = right != None ? Label(right) : Math.Min(low + wanted, LabelLimit);
        return (low, high);
    }

    private void Respread(int head, int tail, int arriving, long place)
    {
        int first = head;
        int last = tail;
        int count = arriving;
        long start;
        long size;
        int level = 0;
        do
        {
            level++;
            size = 1L << (2 * level);
            start = place & -size;
            for (int node = Previous(first); node != None && Label(node) >= start; node = Previous(node))
            {
                first = node;
                count++;
            }

            for (int node = Next(last); node != None && Label(node) < start + size; node = Next(node))
            {
                last = node;
                count++;
            }
        }
        while (count > 1L << level);

        long step = size / count;
        long label = start + (step / 2);
        int end = Next(last);
        for (int node = first; node != end; node = Next(node))
        {
            _entries[node].Label = label;
            label += step;
        }

        LastRelabels = count - arriving;
        TotalRelabels += LastRelabels;
    }

    // Takes the nodes out and chains them by Next in the order of their labels: a merge sort over the links, because
    // the nodes may be many, and an array of them would be another thing to grow. Run i holds 2^i nodes or none.
    private int UnlinkSorted(ChunkedArray<int> nodes)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            Unlink(nodes[i]);
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
            if (Label(other) < Label(one))
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
