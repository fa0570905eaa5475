namespace LockValidator;

/// <content>The test of what the remarks promise.</content>
internal sealed partial class OrderList<TValue>
{
    /// <summary>Checks what the remarks promise; for tests. O(nodes).</summary>
    /// <exception cref="InvalidOperationException">An invariant is broken.</exception>
    public void CheckInvariants()
    {
        int count = 0;
        int inGroup = 0;
        int previous = None;
        long label = Unlisted;
        for (int node = First; node != None && count <= _entries.Count; node = Next(node))
        {
            Check(Previous(node) == previous, node, "Previous must be the inverse of Next");
            Check(Label(node) > label, node, "labels must increase strictly along the list");
            Check(_entries[node].Local is >= 0 and < LocalLimit, node, "a label within a group must stay below its limit");
            Group group = _groups[_entries[node].Group];
            Check(group.Label is >= 0 and < GroupLimit, node, "the label of a group must stay below the limit");
            bool begins = previous == None || _entries[previous].Group != _entries[node].Group;
            Check(begins == (group.First == node), node, "a group must begin with its first node");
            Check(!begins || group.Previous == (previous == None ? None : _entries[previous].Group), node, "groups must be linked as their nodes are");
            inGroup = begins ? 1 : inGroup + 1;
            int next = Next(node);
            bool ends = next == None || _entries[next].Group != _entries[node].Group;
            Check(!ends || (inGroup == group.Count && group.Count <= MostInGroup), node, "a group must count its nodes");
            (previous, label) = (node, Label(node));
            count++;
        }

        Check(previous == Last, previous, "the walk must end at Last");
        int listed = 0;
        for (int node = 0; node < _entries.Count; node++)
        {
            listed += Label(node) != Unlisted ? 1 : 0;
        }

        Check(count == Count && listed == Count, previous, "the walk must meet each node with a label once");

        static void Check(bool holds, int node, string invariant)
        {
            if (!holds)
            {
                throw new InvalidOperationException($"At node {node}: {invariant}.");
            }
        }
    }
}
