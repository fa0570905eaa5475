namespace LockValidator;

/// <summary>Why two witnesses of a cycle cannot meet, or one of them does not count. The default value: they can.</summary>
internal readonly record struct Exclusion(Verdict Verdict, string Reason)
{
    public static Exclusion None { get; } = new(Verdict.Possible, Judgement.Possible);

    public int Severity => Verdict.Severity();

    public Exclusion Or(Exclusion other) => other.Severity < Severity ? other : this;

    /// <summary>Why no two flows can be where these witnesses were, each waiting with what it holds.</summary>
    public static Exclusion Between(EdgeWitness one, EdgeWitness other)
    {
        if (GateRule.Common(one, other) is { } gate)
        {
            return new Exclusion(Verdict.GateProtected, $"each of these orders was seen, but {gate}, so no two flows can be inside at one time");
        }

        if (one.Segment is not { } first || other.Segment is not { } second)
        {
            return None;
        }

        // Only inside one execution: of two tests, requests or runs nobody knows when they come.
        if (!first.Frame.IsSameAs(second.Frame) || !first.IsDedicated || !second.IsDedicated)
        {
            return None;
        }

        if (first.Flow == second.Flow)
        {
            return new Exclusion(Verdict.SingleFlow, $"each of these orders was seen, but only {first.FlowName} ever did both, and a flow does not wait for itself");
        }

        return (first.ComesBefore(second) ?? second.ComesBefore(first)) is { } how
            ? new Exclusion(Verdict.OrderedByStartJoin, $"each of these orders was seen, but never at one time: one was over before the other began, for {how}")
            : None;
    }

    /// <summary>Why what one flow waited for is not what the next one held.</summary>
    public static Exclusion OfLink(EdgeWitness waiting, EdgeWitness holding, HeldGate held)
    {
        bool compared = waiting.Segment is { } first && holding.Segment is { } second && first.Frame.IsSameAs(second.Frame);
        bool known = waiting.Taken != 0 && held.Instance != 0 && held.IsReliable && (waiting.TakenHadSeveral || held.Node.IsToldOfSeveral || !held.Node.HasSeveralInstances);
        return compared && known && waiting.Taken != held.Instance && !held.Node.NestsInstances
            ? new Exclusion(Verdict.InstancesDiffer, $"the classes contradict each other, but no locks do: the {held.Node.DisplayName} that was waited for is never the one that was held")
            : None;
    }

    /// <summary>Why a witness may not count at all.</summary>
    public static Exclusion Of(EdgeWitness witness, CycleStep step)
    {
        if (!witness.IsInherited || witness.Inheritance?.RelyOn() == false)
        {
            return None;
        }

        return new Exclusion(Verdict.InheritedOnly, $"one of these orders comes only from a flow that inherited {step.From.DisplayName} from the one that started it, which was not seen to wait for it");
    }
}
