namespace LockValidator;

/// <summary>Recorded executions and stretches of flows as the objects that verdicts are made of: one object for each that was one.</summary>
internal sealed class RecordedSegments(GraphStore store)
{
    private readonly Dictionary<int, FlowSegment> _segments = [];
    private readonly Dictionary<int, ExecutionFrame> _frames = [];

    // By segment; made when it is first asked for.
    private int[]? _executions;
    private readonly Dictionary<(int Run, long Hold), GateHold> _holds = [];

    public FlowSegment this[int segment]
    {
        get
        {
            if (!_segments.TryGetValue(segment, out FlowSegment? known))
            {
                ReadOnlySpan<long> row = store.Rows(RecordKind.Segment)[segment];
                known = new FlowSegment((int)row[2], (int)row[4], store.Texts[(int)row[3]], FrameOf(segment), row[5] != 0)
                {
                    Seen = SeenOf((int)row[7]),
                    Covers = CoversOf((int)row[6], RunOf((int)row[0])),
                };
                _segments.Add(segment, known);
            }

            return known;
        }
    }

    public ExecutionFrame FrameOf(int segment)
    {
        int frame = (int)store.Rows(RecordKind.Segment)[segment][0];
        if (!_frames.TryGetValue(frame, out ExecutionFrame? known))
        {
            ReadOnlySpan<long> row = store.Rows(RecordKind.Frame)[frame];
            bool isRequest = (row[3] & RecordedFlows.IsRequest) != 0;
            known = (row[3] & RecordedFlows.IsSeveral) == 0 ? new ExecutionFrame(store.Texts[(int)row[2]], isRequest)
                : isRequest ? ExecutionFrame.SeveralRequests : ExecutionFrame.Several;
            _frames.Add(frame, known);
        }

        return known;
    }

    /// <summary>A number of the execution that a segment is of: the same for all that stand for several.</summary>
    public int ExecutionOf(int segment) => (_executions ??= Executions())[segment];

    private int[] Executions()
    {
        long[]? row = null;
        int[] numbers = new int[store.CountOf(RecordKind.Frame)];
        for (int frame = 0; frame < numbers.Length; frame++)
        {
            long flags = store.Rows(RecordKind.Frame).Read(frame, ref row)[3];
            numbers[frame] = (flags & RecordedFlows.IsSeveral) == 0 ? frame + 2 : (flags & RecordedFlows.IsRequest) != 0 ? 1 : 0;
        }

        int[] executions = new int[store.CountOf(RecordKind.Segment)];
        for (int segment = 0; segment < executions.Length; segment++)
        {
            executions[segment] = numbers[(int)store.Rows(RecordKind.Segment).Read(segment, ref row)[0]];
        }

        return executions;
    }

    private int RunOf(int frame) => (int)store.Rows(RecordKind.Frame)[frame][0];

    private Dictionary<int, SeenUpTo> SeenOf(int row)
    {
        var seen = new Dictionary<int, SeenUpTo>();
        ReadOnlySpan<long> values = row < 0 ? [] : store.Rows(RecordKind.Seen)[row];
        for (int i = 0; i < values.Length; i += 3)
        {
            seen[(int)values[i]] = new SeenUpTo((int)values[i + 1], store.Texts[(int)values[i + 2]]);
        }

        return seen;
    }

    private List<GateCover> CoversOf(int row, int run)
    {
        var covers = new List<GateCover>();
        ReadOnlySpan<long> values = row < 0 ? [] : store.Rows(RecordKind.Cover)[row];
        for (int i = 0; i < values.Length; i += 6)
        {
            (int, long) key = (run, values[i + 5]);
            if (!_holds.TryGetValue(key, out GateHold? hold))
            {
                _holds.Add(key, hold = new GateHold());
            }

            var cover = new GateCover(
                values[i], store.Texts[(int)values[i + 1]], (values[i + 2] & RecordedFlows.IsExclusive) != 0, (int)values[i + 3], store.Texts[(int)values[i + 4]], hold);
            if ((values[i + 2] & RecordedFlows.IsBroken) != 0)
            {
                _ = cover.Break();
            }

            covers.Add(cover);
        }

        return covers;
    }
}
