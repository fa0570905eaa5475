namespace LockValidator;

/// <summary>A lock that both sides of a contradiction hold keeps them apart, if one of them holds it alone.</summary>
internal static class GateRule
{
    /// <summary>The gate, as a clause that says who holds it; null if there is none.</summary>
    public static string? Common(EdgeWitness one, EdgeWitness other)
    {
        foreach (HeldGate gate in one.Holds)
        {
            foreach (HeldGate same in other.Holds)
            {
                if ((gate.IsExclusive || same.IsExclusive) && IsOne(gate, one.Segment, same, other.Segment))
                {
                    return $"always with {gate.Node.DisplayName} held";
                }
            }
        }

        return one.Segment is not { } first || other.Segment is not { } second || !first.Frame.IsSameAs(second.Frame) ? null
            : Covered(one, first, other, second) ?? Covered(other, second, one, first) ?? CoveredBoth(first, second);
    }

    private static bool IsOne(HeldGate gate, FlowSegment? first, HeldGate same, FlowSegment? second)
    {
        if (first is null || second is null)
        {
            // Of flows of which nothing is known any more: the only lock of its class that there ever was.
            return gate.Node == same.Node && !gate.Node.HasSeveralInstances;
        }

        if (first.Frame.IsSameAs(second.Frame))
        {
            return gate.Instance == same.Instance && gate.IsReliable && same.IsReliable;
        }

        bool mayBeFresh = !first.Frame.IsRequest && !second.Frame.IsRequest;
        return gate.Node == same.Node && (mayBeFresh || (gate.Instance != 0 && gate.Instance == same.Instance))
            && gate.Node.HadOneInstanceIn(first.Frame) && gate.Node.HadOneInstanceIn(second.Frame);
    }

    /// <summary>One flow holds the gate itself; the other was started, and is waited for, by a third one that holds it meanwhile.</summary>
    private static string? Covered(EdgeWitness one, FlowSegment first, EdgeWitness other, FlowSegment second)
    {
        foreach (GateCover cover in second.Covers)
        {
            foreach (HeldGate gate in one.Holds)
            {
                // A flow is not kept out by its own hold while what it has started runs; of flows of a pool nobody knows which one it is.
                bool isOther = !gate.HasChildren || (first.IsDedicated && cover.Holder != first.Flow);
                if (isOther && !cover.IsBroken && cover.Instance == gate.Instance && gate.IsReliable && (cover.IsExclusive || gate.IsExclusive) && cover.RelyOn())
                {
                    return $"always with {gate.Node.DisplayName} held, by {cover.HolderName} from the start of {second.FlowName} until its end";
                }
            }
        }

        return null;
    }

    /// <summary>Both flows were started with the gate held, in two different holds: two of one hold run at one time.</summary>
    private static string? CoveredBoth(FlowSegment first, FlowSegment second)
    {
        foreach (GateCover cover in first.Covers)
        {
            foreach (GateCover other in second.Covers)
            {
                if (!cover.IsBroken && !other.IsBroken && cover.Instance == other.Instance && cover.Hold != other.Hold && (cover.IsExclusive || other.IsExclusive) && cover.RelyOn() && other.RelyOn())
                {
                    return $"always with {cover.Name} held, by {cover.HolderName} from the start of {first.FlowName} until its end";
                }
            }
        }

        return null;
    }
}
