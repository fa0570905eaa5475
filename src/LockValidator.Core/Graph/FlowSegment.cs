namespace LockValidator;

/// <summary>
/// A stretch of a flow between two starts or joins: all that is done in it stands at one place in the order that these give. Shared by all
/// witnesses of the stretch.
/// </summary>
/// <remarks>Immutable but for the fate of <see cref="Covers"/>. Only starts and joins give an order, never a lock operation.</remarks>
internal sealed class FlowSegment(int flow, int number, string flowName, ExecutionFrame frame, bool isDedicated)
{
    private const int MostSeen = 1024;

    private static readonly Dictionary<int, SeenUpTo> s_nothing = [];
    private static int s_lastId;

    /// <summary>Unique within the process; never 0.</summary>
    public int Id { get; } = Interlocked.Increment(ref s_lastId);

    public int Flow => flow;

    /// <summary>The place within the flow: its segments have rising numbers.</summary>
    public int Number => number;

    public string FlowName => flowName;

    /// <summary>The test, request, run or shard: only within one are flows, order and instances compared.</summary>
    public ExecutionFrame Frame => frame;

    public string Execution => frame.Name;

    /// <summary>True for the main thread and dedicated ones, outside of all scopes: what such a flow does another one of the program will not do.</summary>
    public bool IsDedicated => isDedicated;

    /// <summary>By flow, up to which of its segments everything was over before this one began.</summary>
    public IReadOnlyDictionary<int, SeenUpTo> Seen { get; init; } = s_nothing;

    /// <summary>Locks that the flow which started this one held then, and keeps until it has waited for its end.</summary>
    public IReadOnlyList<GateCover> Covers { get; init; } = [];

    /// <summary>How it is known that the other segment began only after this one had ended; null where it is not.</summary>
    public string? ComesBefore(FlowSegment other) =>
        other.Seen.TryGetValue(flow, out SeenUpTo seen) && seen.Number >= number ? seen.How : null;

    /// <summary>Whether what is seen in the other segment could not change a verdict where this one is known.</summary>
    public bool Represents(FlowSegment other) => ReferenceEquals(this, other)
        || (frame.IsSeveral && frame.Or(other.Frame) == frame)
        || (!isDedicated && !other.IsDedicated && frame == other.Frame && Covers.Count == 0 && other.Covers.Count == 0);

    /// <summary>The same stretch with all that was seen before another one.</summary>
    public static Dictionary<int, SeenUpTo> Merge(IReadOnlyDictionary<int, SeenUpTo> seen, IReadOnlyDictionary<int, SeenUpTo> more)
    {
        var merged = new Dictionary<int, SeenUpTo>(seen);
        foreach ((int each, SeenUpTo upTo) in more)
        {
            if (!merged.TryGetValue(each, out SeenUpTo known) || known.Number < upTo.Number)
            {
                merged[each] = upTo;
            }
        }

        // A flow that starts and joins others for ever: of the oldest no order is known any more, which can only make verdicts worse.
        if (merged.Count > MostSeen)
        {
            foreach (int oldest in merged.Keys.Order().Take(merged.Count - (MostSeen / 2)).ToArray())
            {
                merged.Remove(oldest);
            }
        }

        return merged;
    }
}
