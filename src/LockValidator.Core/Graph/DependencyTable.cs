using System.Diagnostics;

namespace LockValidator;

/// <summary>All dependencies of one graph, in rows: those in the order, and those that would close a cycle. All members are for callers that hold the checker's lock.</summary>
/// <remarks>
/// 24 bytes a dependency and 4 for the look-up. Beside the rows, by the same numbers: how each was seen; and what few have, in a table of its
/// own. Rows of removed dependencies are used again.
/// </remarks>
internal sealed class DependencyTable
{
    /// <summary>No row.</summary>
    public const int None = -1;

    private readonly ChunkedArray<DependencyRow> _rows = new();
    private readonly ChunkedArray<DependencyEvidence> _evidence = new();
    private readonly ChunkedArray<OneWay> _ways = new();
    private readonly Dictionary<int, DependencyRemarks> _remarks = [];
    private readonly GrowingTable<DependencyKeyRows> _byKey;
    private int _free = None;

    public DependencyTable(ClassTable classes)
    {
        Classes = classes;
        _byKey = new GrowingTable<DependencyKeyRows>(new DependencyKeyRows(_rows));
    }

    public ClassTable Classes { get; }

    public int Count => _byKey.Count;

    public Dependency? Find(ClassNode from, ClassNode to) =>
        _byKey.Find(DependencyKeyRows.KeyOf(from.AnyHolder, to.AnyHolder)) is >= 0 and var row ? new Dependency(this, row) : null;

    /// <summary>One will be looked up.</summary>
    public void LookAhead(ClassNode from, ClassNode to) => _byKey.LookAhead(DependencyKeyRows.KeyOf(from.AnyHolder, to.AnyHolder));

    /// <summary>Adds one that is not there; it stands in no list yet.</summary>
    public Dependency Add(ClassNode from, ClassNode to, Witness witness)
    {
        int row = _free;
        if (row == None)
        {
            row = _rows.Count;
            _rows.Add(default);
            _evidence.Add(default);
            _ways.Add(default);
        }
        else
        {
            _free = _rows[row].NextOut;
        }

        _rows[row].Renew(from.AnyHolder, to.AnyHolder);
        _evidence[row].First = witness;
        _byKey.Add(row);
        return new Dependency(this, row);
    }

    /// <summary>Removes one, which stands in no list any more.</summary>
    public void Remove(Dependency dependency)
    {
        Debug.Assert(dependency.Exists, "It must be there.");
        int row = dependency.Number;
        _byKey.Remove(row);
        _remarks.Remove(row);
        _evidence[row] = default;
        _rows[row].From = None;
        _rows[row].NextOut = _free;
        _free = row;
    }

    /// <summary>Puts it in the lists of its two classes.</summary>
    public void List(Dependency dependency)
    {
        ref DependencyRow row = ref dependency.Row;
        ref int newestOut = ref Classes[row.From].NewestOut;
        (row.NextOut, newestOut) = (newestOut, dependency.Number);
        ref int newestIn = ref Classes[row.To].NewestIn;
        (row.NextIn, newestIn) = (newestIn, dependency.Number);
    }

    /// <summary>Takes it out of both lists, in which it must stand. O(dependencies of its classes): they come far more often than they go.</summary>
    public void Unlist(Dependency dependency)
    {
        ref DependencyRow row = ref dependency.Row;
        ref int link = ref Classes[row.From].NewestOut;
        while (link != dependency.Number)
        {
            link = ref _rows[link].NextOut;
        }

        link = row.NextOut;
        link = ref Classes[row.To].NewestIn;
        while (link != dependency.Number)
        {
            link = ref _rows[link].NextIn;
        }

        link = row.NextIn;
    }

    /// <summary>Those in the order that start at a class.</summary>
    public DependencyList From(ClassNode node) => new(this, node.NewestOut, outgoing: true);

    /// <summary>Those in the order that end at a class.</summary>
    public DependencyList To(ClassNode node) => new(this, node.NewestIn, outgoing: false);

    public ref DependencyRow RowAt(int number) => ref _rows[number];

    public ref DependencyRow RowOf(Dependency dependency)
    {
        Debug.Assert(dependency.Exists, "What is gone cannot be asked for anything.");
        return ref _rows[dependency.Number];
    }

    public ref DependencyEvidence EvidenceAt(int number) => ref _evidence[number];

    /// <summary>The way in which it was seen, where that is told by <see cref="DependencyEvidence.OnlyIn"/>.</summary>
    public ref OneWay WayAt(int number) => ref _ways[number];

    /// <summary>The ways in which it was seen.</summary>
    public WitnessSet WitnessesAt(int number)
    {
        ref DependencyEvidence evidence = ref _evidence[number];
        return evidence.OnlyIn is { } segment
            ? WitnessSet.Empty.With(_ways[number].In(segment, evidence.First, Classes[_rows[number].From]))
            : evidence.All;
    }

    public DependencyRemarks? RemarksAt(int number) => _remarks.Count == 0 ? null : _remarks.GetValueOrDefault(number);

    public DependencyRemarks RequireRemarksAt(int number)
    {
        if (!_remarks.TryGetValue(number, out DependencyRemarks? known))
        {
            _remarks.Add(number, known = new DependencyRemarks());
        }

        return known;
    }

    /// <summary>The next one of a list.</summary>
    public int NextOf(int number, bool outgoing) => outgoing ? _rows[number].NextOut : _rows[number].NextIn;
}
