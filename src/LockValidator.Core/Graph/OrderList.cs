using System.Diagnostics;

namespace LockValidator;

/// <summary>
/// A list of small integers that tells in O(1) which of two comes first, and in which a node can be put anywhere:
/// an order-maintenance list. With a value for each, which stands beside the place in the order: to look at both is one access to memory.
/// </summary>
/// <typeparam name="TValue">The value.</typeparam>
/// <remarks>
/// Not thread-safe. The caller chooses the integers; they index arrays, so they should be dense. Invariants
/// (<see cref="CheckInvariants"/>): <c>Next</c> and <c>Previous</c> are inverse and run from <see cref="First"/> to
/// <see cref="Last"/> over <see cref="Count"/> nodes; labels are from 0 to 2^62 - 1 and strictly increasing along the
/// list; a node outside the list has the label -1; neighbours form groups of 1 to 64 nodes. The other files of this type say
/// how labels are chosen.
/// </remarks>
internal sealed partial class OrderList<TValue>
    where TValue : struct
{
    /// <summary>No node: before the first, after the last.</summary>
    public const int None = -1;

    private const int Unlisted = -1;

    private readonly ChunkedArray<Entry> _entries = new();
    private readonly int[] _runs = new int[32];

    /// <summary>Makes an empty list.</summary>
    public OrderList() => Array.Fill(_runs, None);

    /// <summary>The first node, or <see cref="None"/>.</summary>
    public int First { get; private set; } = None;

    /// <summary>The last node, or <see cref="None"/>.</summary>
    public int Last { get; private set; } = None;

    /// <summary>The number of nodes in the list.</summary>
    public int Count { get; private set; }

    /// <summary>The highest node that was ever in the list + 1.</summary>
    public int Limit => _entries.Count;

    /// <summary>The value of a node, in the list or not; the default until it is set, and after the node was removed.</summary>
    /// <param name="node">A node below <see cref="Limit"/>.</param>
    public ref TValue this[int node] => ref _entries[node].Value;

    /// <summary>Says whether a node is in the list.</summary>
    /// <param name="node">Any number from 0.</param>
    public bool Contains(int node) => node < _entries.Count && _entries[node].Group != Unlisted;

    /// <summary>The label: a node with a smaller one comes earlier. Changes with any insertion or move.</summary>
    /// <param name="node">A node.</param>
    public long Label(int node)
    {
        ref Entry entry = ref _entries[node];
        return entry.Group == Unlisted ? Unlisted : (_groups[entry.Group].Label << LocalBits) | (uint)entry.Local;
    }

    /// <summary>The node after this one, or <see cref="None"/>.</summary>
    /// <param name="node">A node of the list.</param>
    public int Next(int node) => _entries[node].Next;

    /// <summary>The node before this one, or <see cref="None"/>.</summary>
    /// <param name="node">A node of the list.</param>
    public int Previous(int node) => _entries[node].Previous;

    /// <summary>Makes room for the nodes below a limit, so that inserting them does not allocate.</summary>
    /// <param name="limit">The highest node + 1.</param>
    public void EnsureCapacity(int limit)
    {
        _entries.EnsureCapacity(limit);
        _groups.EnsureCapacity(limit / (SmallGroups / 2));
    }

    /// <summary>Puts a new node at the end. O(1) amortised.</summary>
    /// <param name="node">A node that is not in the list.</param>
    public void InsertLast(int node)
    {
        Open(node);
        LastRelabels = 0;
        Splice(node, Last, None);
    }

    /// <summary>Puts a new node directly after another.</summary>
    /// <param name="node">A node that is not in the list.</param>
    /// <param name="anchor">A node of the list.</param>
    public void InsertAfter(int node, int anchor)
    {
        Open(node);
        LastRelabels = 0;
        Splice(node, anchor, Next(anchor));
    }

    /// <summary>Takes a node out; the order of the others stays. O(1).</summary>
    /// <param name="node">A node of the list.</param>
    public void Remove(int node)
    {
        LastRelabels = 0;
        Unlink(node);
        _entries[node] = new Entry { Next = None, Previous = None, Group = Unlisted };
    }

    /// <summary>Moves a node directly after another. O(1) amortised over the relabelling.</summary>
    /// <param name="node">A node of the list.</param>
    /// <param name="anchor">Another node of the list.</param>
    public void MoveAfter(int node, int anchor)
    {
        Debug.Assert(node != anchor, "A node cannot come after itself.");
        LastRelabels = 0;
        Unlink(node);
        Splice(node, anchor, Next(anchor));
    }

    /// <summary>Moves a node directly before another.</summary>
    /// <param name="node">A node of the list.</param>
    /// <param name="anchor">Another node of the list.</param>
    public void MoveBefore(int node, int anchor)
    {
        Debug.Assert(node != anchor, "A node cannot come before itself.");
        LastRelabels = 0;
        Unlink(node);
        Splice(node, Previous(anchor), anchor);
    }

    /// <summary>Moves nodes directly after another, in the order they have now. O(k log k) for k nodes.</summary>
    /// <param name="nodes">Distinct nodes of the list, in any sequence.</param>
    /// <param name="anchor">A node of the list that is not among them.</param>
    public void MoveAllAfter(ChunkedArray<int> nodes, int anchor)
    {
        int head = UnlinkSorted(nodes);
        Splice(head, anchor, Next(anchor));
    }

    /// <summary>Moves nodes directly before another, in the order they have now. O(k log k) for k nodes.</summary>
    /// <param name="nodes">Distinct nodes of the list, in any sequence.</param>
    /// <param name="anchor">A node of the list that is not among them.</param>
    public void MoveAllBefore(ChunkedArray<int> nodes, int anchor)
    {
        int head = UnlinkSorted(nodes);
        Splice(head, Previous(anchor), anchor);
    }

    private void Open(int node)
    {
        while (_entries.Count <= node)
        {
            _entries.Add(new Entry { Next = None, Previous = None, Group = Unlisted });
        }

        Debug.Assert(_entries[node].Group == Unlisted, "A node can be in the list once.");
    }

    // The node is then a chain of one.
    private void Unlink(int node)
    {
        ref Entry entry = ref _entries[node];
        Debug.Assert(entry.Group != Unlisted, "The node must be in the list.");
        if (entry.Previous == None)
        {
            First = entry.Next;
        }
        else
        {
            _entries[entry.Previous].Next = entry.Next;
        }

        if (entry.Next == None)
        {
            Last = entry.Previous;
        }
        else
        {
            _entries[entry.Next].Previous = entry.Previous;
        }

        int next = entry.Next;
        entry.Next = None;
        Count--;
        Leave(entry.Group, node, next);
    }

    // Puts the unlisted chain that starts at head (linked by Next, closed by None) between two neighbours.
    private void Splice(int head, int left, int right)
    {
        for (int node = head; node != None;)
        {
            int next = Next(node);

            // Before it is linked: to make room is to walk over groups.
            int group = GroupFor(left, right);
            LinkBetween(node, left, right);
            Join(node, group, left, right);
            Count++;
            left = node;
            node = next;
        }
    }

    private void LinkBetween(int node, int left, int right)
    {
        (_entries[node].Previous, _entries[node].Next) = (left, right);
        if (left == None)
        {
            First = node;
        }
        else
        {
            _entries[left].Next = node;
        }

        if (right == None)
        {
            Last = node;
        }
        else
        {
            _entries[right].Previous = node;
        }
    }

    // Local is the label within the group. Both together are a node's sort key while it is on the move.
    private struct Entry
    {
        public int Next;
        public int Previous;
        public int Group;
        public int Local;
        public TValue Value;
    }
}
