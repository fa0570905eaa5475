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

    /// <summary>Adds one that is not there; it stands in no list yet.</summary>
    public Dependency Add(ClassNode from, ClassNode to, Witness witness)
    {
        int row = _free;
        if (row == None)
        {
            row = _rows.Count;
            _rows.Add(default);
            _evidence.Add(default);
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

    /// <summary>Puts it at the end of the lists of its two classes.</summary>
    public void List(Dependency dependency)
    {
        ref DependencyRow row = ref dependency.Row;
        ref int lastOut = ref Classes[row.From].LastOut;
        ref int firstOut = ref lastOut == None ? ref row.NextOut : ref _rows[lastOut].NextOut;
        row.NextOut = lastOut == None ? dependency.Number : firstOut;
        firstOut = dependency.Number;
        lastOut = dependency.Number;
        ref int lastIn = ref Classes[row.To].LastIn;
        ref int firstIn = ref lastIn == None ? ref row.NextIn : ref _rows[lastIn].NextIn;
        row.NextIn = lastIn == None ? dependency.Number : firstIn;
        firstIn = dependency.Number;
        lastIn = dependency.Number;
    }

    /// <summary>Takes it out of both lists, if it stands in them. O(dependencies of its classes): they come far more often than they go.</summary>
    public void Unlist(Dependency dependency)
    {
        ref DependencyRow row = ref dependency.Row;
        if (row.NextOut == None)
        {
            return;
        }

        Unlist(ref Classes[row.From].LastOut, dependency.Number, outgoing: true);
        Unlist(ref Classes[row.To].LastIn, dependency.Number, outgoing: false);
        (row.NextOut, row.NextIn) = (None, None);
    }

    /// <summary>Those in the order that start at a class, oldest first.</summary>
    public DependencyList From(ClassNode node) => new(this, node.LastOut, outgoing: true);

    /// <summary>Those in the order that end at a class, oldest first.</summary>
    public DependencyList To(ClassNode node) => new(this, node.LastIn, outgoing: false);

    public ref DependencyRow RowAt(int number) => ref _rows[number];

    public ref DependencyRow RowOf(Dependency dependency)
    {
        Debug.Assert(dependency.Exists, "What is gone cannot be asked for anything.");
        return ref _rows[dependency.Number];
    }

    public ref DependencyEvidence EvidenceAt(int number) => ref _evidence[number];

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

    private void Unlist(ref int last, int number, bool outgoing)
    {
        int before = last;
        while (NextOf(before, outgoing) != number)
        {
            before = NextOf(before, outgoing);
        }

        (outgoing ? ref _rows[before].NextOut : ref _rows[before].NextIn) = NextOf(number, outgoing);
        if (last == number)
        {
            last = before == number ? None : before;
        }
    }
}
