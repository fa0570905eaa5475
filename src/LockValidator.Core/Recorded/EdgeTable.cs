namespace LockValidator;

/// <summary>The recorded dependencies with their witnesses, of each a bounded number.</summary>
/// <remarks>
/// Not thread-safe while it grows. What is too much is replaced by what stands for it (<see cref="Generalization"/>), the last in canonical
/// order first. So what is kept of a set of witnesses does not depend on the order in which they came: of all of one level the first ones
/// stay, and the next level stands for all others.
/// </remarks>
internal sealed class EdgeTable(GraphStore store)
{
    private readonly ChunkedArray<EdgeEntry> _edges = new();
    private readonly ChunkedArray<WitnessEntry> _witnesses = new();
    private HashIndex _index = new();
    private Func<int, ulong>? _hashOf;
    private int _free = -1;

    /// <summary>How many are kept of each level. Of the last there is but one for each kind.</summary>
    public static ReadOnlySpan<int> Most => [6, 4, int.MaxValue];

    public int Count => _edges.Count;

    public ref EdgeEntry this[int edge] => ref _edges[edge];

    public ref readonly WitnessEntry Witness(int witness) => ref _witnesses[witness];

    public int Find(int from, int to)
    {
        ulong hash = KeyOf(from, to);
        int at = _index.Start(hash);
        int entry;
        do
        {
            entry = _index.Next(hash, ref at);
        }
        while (entry >= 0 && (_edges[entry].From != from || _edges[entry].To != to));

        return entry;
    }

    /// <summary>The dependency that most likely has a key; -1: maybe none.</summary>
    public int Likely(ulong key) => _index.Likely(key);

    /// <summary>By what a dependency is looked for.</summary>
    public static ulong KeyOf(int from, int to) => ContentHash.Mix(((ulong)(uint)from << 32) | (uint)to);

    public int GetOrAdd(int from, int to)
    {
        int known = Find(from, to);
        if (known >= 0)
        {
            return known;
        }

        _edges.Add(new EdgeEntry { From = from, To = to, FirstWitness = -1 });
        _index.Add(KeyOf(from, to), _edges.Count - 1, _hashOf ??= edge => KeyOf(_edges[edge].From, _edges[edge].To));
        return _edges.Count - 1;
    }

    /// <summary>Nothing is added any more: what only that needs is given up.</summary>
    public void Seal() => _index = default;

    /// <summary>Adds a way in which a dependency was seen.</summary>
    public void AddWitness(int edge, WitnessEntry added)
    {
        int previous = -1;
        int before = 0;
        int next = _edges[edge].FirstWitness;
        for (; next >= 0 && _witnesses[next].IsBefore(in added); next = _witnesses[next].Next)
        {
            before += _witnesses[next].Level == added.Level ? 1 : 0;
            previous = next;
        }

        if (next >= 0 && _witnesses[next].IsSameAs(in added))
        {
            Unite(ref _witnesses[next], in added);
            return;
        }

        int most = Most[added.Level];
        if (before >= most)
        {
            AddWitness(edge, Generalization.Of(store, in added));
            return;
        }

        int entry = Store(in added, next);
        (previous < 0 ? ref _edges[edge].FirstWitness : ref _witnesses[previous].Next) = entry;
        DropLast(edge, entry, before + 1, most);
    }

    /// <summary>What is too much of the level of one that was added is replaced.</summary>
    private void DropLast(int edge, int added, int count, int most)
    {
        int level = _witnesses[added].Level;
        int last = added;
        int beforeLast = -1;
        for (int next = _witnesses[added].Next; next >= 0 && _witnesses[next].Level == level; next = _witnesses[next].Next)
        {
            (beforeLast, last) = (last, next);
            count++;
        }

        if (count > most)
        {
            WitnessEntry dropped = _witnesses[last];
            _witnesses[beforeLast].Next = dropped.Next;
            _witnesses[last].Next = _free;
            _free = last;
            AddWitness(edge, Generalization.Of(store, in dropped));
        }
    }

    private int Store(in WitnessEntry added, int next)
    {
        int entry = _free;
        if (entry >= 0)
        {
            _free = _witnesses[entry].Next;
        }
        else
        {
            entry = _witnesses.Count;
            _witnesses.Add(default);
        }

        _witnesses[entry] = added;
        _witnesses[entry].Next = next;
        return entry;
    }

    /// <summary>Of two that are the same the larger count and the later time stay; of those that stand for others the place that comes first.</summary>
    private void Unite(ref WitnessEntry known, in WitnessEntry added)
    {
        known.Count = Math.Max(known.Count, added.Count);
        known.LastSeen = Math.Max(known.LastSeen, added.LastSeen);
        if (known.Level > 0 && RecordHash.OfPlace(store, in added).CompareTo(RecordHash.OfPlace(store, in known)) < 0)
        {
            (known.At, known.HeldAt, known.Segment) = (added.At, added.HeldAt, added.Segment);
        }
    }
}
