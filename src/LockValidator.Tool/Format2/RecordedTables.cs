namespace LockValidator;

/// <summary>What the lines of a recording have introduced so far, by number.</summary>
internal sealed class RecordedTables
{
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
        }
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
