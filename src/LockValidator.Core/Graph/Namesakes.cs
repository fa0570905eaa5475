namespace LockValidator;

/// <summary>Which class of a name is the second, and which the third. All members are for callers that hold the checker's lock.</summary>
/// <remarks>Of each name only the class that was met last is listed. What was numbered and is gone is remembered apart, for there is little of it.</remarks>
internal sealed class Namesakes(ChunkedArray<ClassNode?> nodes, Func<int, int, ClassNode?> find)
{
    private readonly GrowingTable<ClassNameRows> _last = new(new ClassNameRows(nodes));

    // The numbers of classes that were unregistered and may come again, and the highest number of each name whose last class is gone.
    private readonly Dictionary<int, int> _gone = [];
    private readonly Dictionary<string, int> _highest = [];

    /// <summary>Numbers a class that is new. One that was met before, or has another subclass here, keeps its number.</summary>
    public void Add(ClassNode added)
    {
        int last = _last.Find(ClassNameRows.KeyOf(added.Name));
        int listed = last >= 0 ? nodes[last]!.Namesake : -1;
        int highest = Math.Max(listed, _highest.GetValueOrDefault(added.Name, -1));
        int known = highest < 0 ? 0 : KnownNumber(added);
        added.Namesake = known >= 0 ? known : highest + 1;
        if (last >= 0 && added.Namesake <= listed)
        {
            return;
        }

        if (last >= 0)
        {
            _last.Remove(last);
        }

        _last.Add(added.AnyHolder);
    }

    /// <summary>A class is dropped. Its name's numbers are not given again.</summary>
    public void Remove(ClassNode node)
    {
        if (node.Class is not null)
        {
            _gone[node.ClassId] = node.Namesake;
        }

        if (_last.Find(ClassNameRows.KeyOf(node.Name)) == node.AnyHolder)
        {
            _last.Remove(node.AnyHolder);
            if (node.Namesake > 0 || node.Class is not null)
            {
                _highest[node.Name] = Math.Max(node.Namesake, _highest.GetValueOrDefault(node.Name));
            }
        }
    }

    private int KnownNumber(ClassNode added)
    {
        if (_gone.TryGetValue(added.ClassId, out int number))
        {
            return number;
        }

        for (int subclass = 0; subclass < LockClass.Subclasses; subclass++)
        {
            if (find(added.ClassId, subclass) is { } sibling && sibling != added)
            {
                return sibling.Namesake;
            }
        }

        return -1;
    }
}
