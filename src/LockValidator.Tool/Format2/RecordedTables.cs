namespace LockValidator;

/// <summary>What the lines of a recording have introduced so far, by number.</summary>
internal sealed class RecordedTables
{
    // Others wait for the end of a flow after it: the last ones are kept. Bounded, for a recording may be of any length.
    private const int MostEnded = 256;

    // One that was forgotten is another one when it is named again, which can only make verdicts worse.
    private const int MostFrames = 65_536;

    private readonly Queue<(long Number, LockFlow Flow)> _ended = new();
    private readonly Dictionary<(string, long), ExecutionFrame> _frames = [];
    private Dictionary<int, CodePosition> _olderPlaces = [];

    public Dictionary<long, LockClass> Classes { get; } = [];

    public Dictionary<long, LockMap> Locks { get; } = [];

    public Dictionary<long, LockFlow> Flows { get; } = [];

    public Dictionary<LockFlow, long> FlowNumbers { get; } = [];

    public Dictionary<int, CodePosition> Places { get; private set; } = [];

    public Dictionary<string, InterruptContext> Contexts { get; } = new()
    {
        [InterruptContext.Hard.Name] = InterruptContext.Hard,
        [InterruptContext.Soft.Name] = InterruptContext.Soft,
        [InterruptContext.Nmi.Name] = InterruptContext.Nmi,
    };

    public void Add(long number, LockFlow flow)
    {
        Flows.Add(number, flow);
        FlowNumbers.Add(flow, number);
    }

    public void Remove(LockFlow flow)
    {
        if (FlowNumbers.Remove(flow, out long number))
        {
            Flows.Remove(number);
            _ended.Enqueue((number, flow));
            if (_ended.Count > MostEnded)
            {
                _ended.Dequeue();
            }
        }
    }

    /// <summary>The flow of a number that has ended not long ago, if there is one: named again, it is the same.</summary>
    public LockFlow? Ended(long number) => _ended.LastOrDefault(each => each.Number == number).Flow;

    /// <summary>The test or request of a name and number.</summary>
    public ExecutionFrame Frame(string name, long number, bool request)
    {
        if (!_frames.TryGetValue((name, number), out ExecutionFrame? known))
        {
            if (_frames.Count >= MostFrames)
            {
                _frames.Clear();
            }

            _frames.Add((name, number), known = new ExecutionFrame(name, request));
        }

        return known;
    }

    /// <summary>Locks and places will be introduced anew.</summary>
    public void Forget()
    {
        Locks.Clear();
        _olderPlaces = Places;
        Places = [];
    }

    /// <summary>A place for a report; unknown for one that was forgotten twice, since memory is bounded.</summary>
    public CodePosition PlaceFor(int number) =>
        Places.TryGetValue(number, out CodePosition? known) || _olderPlaces.TryGetValue(number, out known) ? known : CodePosition.Unknown;
}
