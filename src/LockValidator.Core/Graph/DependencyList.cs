namespace LockValidator;

/// <summary>The dependencies that start, or end, at one class, newest first.</summary>
/// <remarks>A view: allocates nothing, and the list must not change while it is walked; <see cref="ToArray"/> is for those who change it.</remarks>
internal readonly struct DependencyList(DependencyTable table, int newest, bool outgoing)
{
    public Enumerator GetEnumerator() => new(table, newest, outgoing);

    /// <summary>Those that there are now, in the order in which they were first seen.</summary>
    public Dependency[] ToArray()
    {
        var all = new List<Dependency>();
        foreach (Dependency each in this)
        {
            all.Add(each);
        }

        all.Reverse();
        return [.. all];
    }

    public struct Enumerator(DependencyTable table, int newest, bool outgoing)
    {
        private int _next = newest;
        private int _at = DependencyTable.None;

        public readonly Dependency Current => new(table, _at);

        public bool MoveNext()
        {
            _at = _next;
            if (_at == DependencyTable.None)
            {
                return false;
            }

            _next = table.NextOf(_at, outgoing);
            return true;
        }
    }
}
