namespace LockValidator;

/// <summary>The dependencies that start, or end, at one class, in the order in which they were first seen.</summary>
/// <remarks>A view: allocates nothing, and the list must not change while it is walked; <see cref="ToArray"/> is for those who change it.</remarks>
internal readonly struct DependencyList(DependencyTable table, int last, bool outgoing)
{
    public Enumerator GetEnumerator() => new(table, last, outgoing);

    public Dependency[] ToArray()
    {
        var all = new List<Dependency>();
        foreach (Dependency each in this)
        {
            all.Add(each);
        }

        return [.. all];
    }

    public struct Enumerator(DependencyTable table, int last, bool outgoing)
    {
        private int _at = DependencyTable.None;

        public readonly Dependency Current => new(table, _at);

        public bool MoveNext()
        {
            if (_at == last)
            {
                return false;
            }

            _at = table.NextOf(_at == DependencyTable.None ? last : _at, outgoing);
            return true;
        }
    }
}
