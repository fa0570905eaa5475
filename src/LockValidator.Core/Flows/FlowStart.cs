namespace LockValidator;

/// <summary>
/// What work that is started on another flow begins with: where its starter was in the order of starts and joins, and which locks it holds
/// around it. From <see cref="LockFlow.Starting"/>; for wrappers of threads and tasks.
/// </summary>
/// <remarks>To be handed to the other thread; each work has one of its own.</remarks>
public sealed class FlowStart
{
    internal FlowStart(FlowSegment segment, IReadOnlyDictionary<int, SeenUpTo> seen, IReadOnlyList<GateCover> covers) =>
        (Segment, Seen, Covers) = (segment, seen, covers);

    internal FlowSegment Segment { get; }

    internal IReadOnlyDictionary<int, SeenUpTo> Seen { get; }

    internal IReadOnlyList<GateCover> Covers { get; }

    /// <summary>Where the work ended. Written by its flow before others can have waited for that.</summary>
    internal (FlowSegment Segment, IReadOnlyDictionary<int, SeenUpTo> Seen)? Ended { get; set; }

    /// <summary>The calling flow begins to run the work.</summary>
    /// <returns>What ends it, on the same thread.</returns>
    public IDisposable Begin()
    {
        LockFlow flow = LockFlow.Current;
        return new Running(this, flow, flow.Begin(this));
    }

    private sealed class Running(FlowStart start, LockFlow flow, InterruptedWork before) : IDisposable
    {
        private LockFlow? _flow = flow;

        public void Dispose() => Interlocked.Exchange(ref _flow, null)?.End(start, before);
    }
}
