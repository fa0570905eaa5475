namespace LockValidator;

/// <summary>The flow's place in the order that starts and joins give, for the witnesses of what it does.</summary>
public sealed partial class LockFlow
{
    // Of the segment that the flow is in, and of what it began with.
    private FlowSegment? _segment;
    private IReadOnlyDictionary<int, SeenUpTo> _seen = new Dictionary<int, SeenUpTo>();
    private int _segmentNumber;

    // Written by the flow alone: see Walker.
    private int _walker;

    /// <summary>
    /// Stands for the flow in what is kept of a chain (<see cref="ChainEvidence"/>): 0 for all flows that nothing tells apart, else the
    /// segment; -1 where that is to be asked for first.
    /// </summary>
    internal int Walker => _walker;

    // Where it is the flow of a thread with a name, or of the main thread.
    private readonly bool _isDedicated;
    private ThreadRole? _role;

    /// <summary>
    /// True where another flow of the program will not do what this one does: the main thread, threads that are the only one of their name so far,
    /// flows of replays and scripts.
    /// </summary>
    internal bool IsDedicated => _isDedicated && (_role is null || (!_role.IsShared && !ThreadRole.IsOfThePoolNow));

    /// <summary>The present segment.</summary>
    internal FlowSegment Segment
    {
        get
        {
            ExecutionFrame? scope = ScopedExecution;
            ExecutionFrame execution = scope ?? Checker.Run;
            bool dedicated = IsDedicated && scope is null;
            if (_segment is null || _segment.Frame != execution || _segment.IsDedicated != dedicated)
            {
                _segment = new FlowSegment(_id, ++_segmentNumber, Name, execution, dedicated) { Seen = _seen, Covers = _covers };
                _walker = dedicated || IsToldApart ? _segment.Id : 0;
            }

            return _segment;
        }
    }

    // The newest witness: with stacks off all that a flow does in one execution is one.
    private Witness? _lastWitness;

    /// <summary>That the flow is doing something now; the same object where nothing differs from the last one.</summary>
    internal Witness WitnessOf(CodePosition position, CodePosition heldPosition, bool inherited)
    {
        string execution = Execution;
        if (_lastWitness is not { } last || last.Position != position || last.HeldPosition != heldPosition || last.Inherited != inherited || !ReferenceEquals(last.Execution, execution))
        {
            _lastWitness = last = new Witness(Name, execution, position, heldPosition) { Inherited = inherited };
        }

        return last;
    }

    /// <summary>The flow has started another one: what it did before happened before all that the other does.</summary>
    /// <param name="child">The other flow.</param>
    public void Started(LockFlow child)
    {
        ArgumentNullException.ThrowIfNull(child);
        Record(new FlowOperation(OperationCode.Started, this) { Other = child });
        FlowSegment now = Segment;
        child._seen = FlowSegment.Merge(child._seen, SeenAfter(now, _seen, $"{Name} started {child.Name}"));
        child._covers = [.. child._covers, .. CoversFor()];
        child.NewSegment();
        NewSegment();
    }

    /// <summary>The flow has waited for the end of another one: what that did happened before all that this one does from now on.</summary>
    /// <param name="child">The other flow.</param>
    public void Joined(LockFlow child)
    {
        ArgumentNullException.ThrowIfNull(child);
        Record(new FlowOperation(OperationCode.Joined, this) { Other = child });
        _seen = FlowSegment.Merge(_seen, SeenAfter(child.Segment, child._seen, $"{Name} waited for the end of {child.Name}"));
        Keep(child._covers);
        child.BreakUnwaited();
        NewSegment();
    }

    /// <summary>The flow is about to start work on a flow that it does not know yet: a new thread, or one of a pool. For wrappers of threads and tasks.</summary>
    /// <returns>What the work begins with, and what is given to <see cref="Joined(FlowStart)"/> once its end was waited for.</returns>
    public FlowStart Starting()
    {
        FlowSegment now = Segment;
        var start = new FlowStart(now, _seen, CoversFor());
        NewSegment();
        return start;
    }

    /// <summary>The flow has waited for the end of work that it, or another one, had started.</summary>
    /// <param name="start">What <see cref="Starting"/> gave.</param>
    /// <exception cref="ArgumentNullException"><paramref name="start"/> is null.</exception>
    public void Joined(FlowStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        Keep(start.Covers);
        if (start.Ended is { } seen)
        {
            _seen = FlowSegment.Merge(_seen, SeenAfter(seen.Segment, seen.Seen, $"{Name} waited for the end of {seen.Segment.FlowName}"));
            NewSegment();
        }
    }

    /// <summary>The flow begins to run work that another one started.</summary>
    internal InterruptedWork Begin(FlowStart start)
    {
        var before = new InterruptedWork(_covers, _unwaited, _seen);
        _covers = start.Covers;
        _unwaited = [];
        _seen = FlowSegment.Merge(_seen, SeenAfter(start.Segment, start.Seen, $"{start.Segment.FlowName} started {Name}"));
        NewSegment();
        return before;
    }

    /// <summary>The work is over, and the flow goes back to what it ran before.</summary>
    internal void End(FlowStart start, in InterruptedWork before)
    {
        BreakUnwaited();
        start.Ended = (Segment, _seen);
        NewSegment();
        (_covers, _unwaited, _seen) = before;
    }

    /// <summary>The next thing that the flow does stands in another segment: what it walked before it has to walk again to be seen there.</summary>
    private void NewSegment()
    {
        bool wasTold = _walker != 0;
        _segment = null;
        if (IsDedicated || wasTold || IsToldApart)
        {
            _walker = -1;
            ForgetCachedChains();
        }
    }

    /// <summary>What is over when a segment is; of flows that are not the only ones to do what they do, no verdict could say so.</summary>
    private static IReadOnlyDictionary<int, SeenUpTo> SeenAfter(FlowSegment segment, IReadOnlyDictionary<int, SeenUpTo> seen, string how) =>
        segment.IsDedicated ? FlowSegment.Merge(seen, new Dictionary<int, SeenUpTo> { [segment.Flow] = new(segment.Number, how) }) : seen;
}
