namespace LockValidator;

/// <summary>Writes executions and stretches of flows down as records.</summary>
internal sealed class RecordedFlows(GraphStore store, int run)
{
    /// <summary>Flags of an execution.</summary>
    public const long IsSeveral = 1, IsRequest = 2;

    /// <summary>Flags of a cover.</summary>
    public const long IsExclusive = 1, IsBroken = 2;

    private readonly Dictionary<FlowSegment, int> _segments = [];
    private readonly Dictionary<(string Flow, string Execution), int> _shown = [];

    public int NumberOf(FlowSegment segment)
    {
        if (_segments.TryGetValue(segment, out int known))
        {
            return known;
        }

        // Only between dedicated flows an order counts.
        int seen = segment.IsDedicated && segment.Seen.Count > 0
            ? store.Add(RecordKind.Seen, [.. segment.Seen.OrderBy(static each => each.Key).SelectMany(each => new long[] { each.Key, each.Value.Number, TextOf(each.Value.How) })])
            : -1;
        int covers = segment.Covers.Count == 0 ? -1 : store.Add(RecordKind.Cover, [.. segment.Covers.SelectMany(NumbersOf)]);
        known = store.Add(
            RecordKind.Segment,
            [NumberOf(segment.Frame), segment.Id, segment.Flow, TextOf(segment.FlowName), segment.Number, segment.IsDedicated ? 1 : 0, covers, seen]);
        _segments.Add(segment, known);
        return known;
    }

    /// <summary>For a witness of any flow: by whom it was seen, to be shown.</summary>
    public int NumberOfShown(Witness seen)
    {
        if (!_shown.TryGetValue((seen.Flow, seen.Execution), out int known))
        {
            int frame = store.Add(RecordKind.Frame, [run, 0, TextOf(seen.Execution), 0]);
            known = store.Add(RecordKind.Segment, [frame, 0, 0, TextOf(seen.Flow), 0, 0, -1, -1]);
            _shown.Add((seen.Flow, seen.Execution), known);
        }

        return known;
    }

    private int NumberOf(ExecutionFrame frame) => store.Add(
        RecordKind.Frame,
        [run, frame.IsSeveral ? 0 : frame.Id, TextOf(frame.Name), (frame.IsSeveral ? IsSeveral : 0) | (frame.IsRequest ? IsRequest : 0)]);

    private long[] NumbersOf(GateCover cover) =>
    [
        cover.Instance,
        TextOf(cover.Name),
        (cover.IsExclusive ? IsExclusive : 0) | (cover.IsBroken ? IsBroken : 0),
        cover.Holder,
        TextOf(cover.HolderName),
        cover.Hold.Id,
    ];

    private int TextOf(string text) => store.Texts.GetOrAdd(text);
}
