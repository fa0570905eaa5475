namespace LockValidator;

/// <summary>What the numbers of a record mean: some once, then some that repeat. Source: docs/graph-format.md.</summary>
internal sealed class RecordSchema
{
    /// <summary>So many numbers stand in a record at most.</summary>
    public const int Longest = 1 << 16;

    /// <summary>Where the parts of an edge and of each of its witnesses stand.</summary>
    public const int EdgeFields = 5, WitnessFields = 10;

    private static readonly RecordField s_number = RecordField.Number;
    private static readonly RecordField s_text = RecordField.To(RecordKind.Text);
    private static readonly RecordField s_class = RecordField.To(RecordKind.Class);
    private static readonly RecordField s_flags = RecordField.UpTo(255);
    private static readonly RecordField s_kinds = RecordField.UpTo(15);
    private static readonly RecordField s_stack = RecordField.MaybeTo(RecordKind.Stack);

    private static readonly RecordSchema?[] s_all = MakeAll();

    // Most records are short: their fields without a division.
    private readonly RecordField[] _first;

    private RecordSchema(RecordField[] once, RecordField[] repeated)
    {
        (Once, Repeated) = (once, repeated);
        _first = [.. Enumerable.Range(0, repeated.Length == 0 ? once.Length : 64).Select(index => index < once.Length ? once[index] : repeated[(index - once.Length) % repeated.Length])];
    }

    public RecordField[] Once { get; }

    public RecordField[] Repeated { get; }

    /// <summary>Null for a record that is not made of numbers.</summary>
    public static RecordSchema? Of(RecordKind kind) => s_all[(int)kind];

    public bool Fits(int count) => Repeated.Length == 0 ? count == Once.Length : count >= Once.Length && (count - Once.Length) % Repeated.Length == 0;

    public ref readonly RecordField this[int index] =>
        ref index < _first.Length ? ref _first[index] : ref Repeated[(index - Once.Length) % Repeated.Length];

    private static RecordSchema?[] MakeAll()
    {
        var all = new RecordSchema?[(int)RecordKind.End + 1];

        // Id, name, acquisitions, chains, wait model.
        all[(int)RecordKind.Run] = new([s_text, s_text, s_number, s_number, RecordField.UpTo(1)], []);

        // Run, id in it, name, flags.
        all[(int)RecordKind.Frame] = new([RecordField.To(RecordKind.Run), s_number, s_text, s_flags], []);

        // Flow, up to which segment, how that is known.
        all[(int)RecordKind.Seen] = new([], [s_number, s_number, s_text]);

        // Instance, class name, flags, holder, its name, which hold.
        all[(int)RecordKind.Cover] = new([], [s_number, s_text, s_flags, s_number, s_text, s_number]);

        // Frame, id, flow, its name, place in the flow, whether dedicated, covers, seen.
        all[(int)RecordKind.Segment] = new(
            [RecordField.To(RecordKind.Frame), s_number, s_number, s_text, s_number, RecordField.UpTo(1), RecordField.MaybeTo(RecordKind.Cover), RecordField.MaybeTo(RecordKind.Seen)], []);

        // Stable id, which of several of that id, subclass, name, inner, outer, type, usage, whether there were several instances.
        all[(int)RecordKind.Class] = new(
            [s_text, s_number, RecordField.UpTo(LockClass.Subclasses - 1), s_text, RecordField.UpTo((long)WaitType.Max), RecordField.UpTo((long)WaitType.Max), RecordField.UpTo(3), s_number, RecordField.UpTo(1)], []);
        all[(int)RecordKind.Stack] = new([], [s_text]);

        // Class, instance, flags.
        all[(int)RecordKind.Holds] = new([], [s_class, s_number, s_flags]);

        // From, to, kinds in the order, kinds beside it, quiet kinds; kind, flags, segment, held, taken, holds, where taken, where held, count, last seen.
        all[(int)RecordKind.Edge] = new(
            [s_class, s_class, s_kinds, s_kinds, s_kinds],
            [RecordField.UpTo(8), s_flags, RecordField.To(RecordKind.Segment), s_number, s_number, RecordField.MaybeTo(RecordKind.Holds), s_stack, s_stack, s_number, s_number]);
        return all;
    }
}
