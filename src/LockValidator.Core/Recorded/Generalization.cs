namespace LockValidator;

/// <summary>What stands for a witness that there is no room for. It allows whatever the witness allowed, so a verdict can only become worse.</summary>
internal static class Generalization
{
    /// <summary>
    /// First one of several executions: any flow, any instance, and those gates that were the only ones of their class where they were held.
    /// Then one of which nothing is known but the kind.
    /// </summary>
    public static WitnessEntry Of(GraphStore store, in WitnessEntry witness)
    {
        WitnessEntry general = witness;
        general.Held = 0;
        general.Taken = 0;
        general.Flags &= ~WitnessFlags.Reliable;
        if (witness.Level == 0)
        {
            general.Flags |= WitnessFlags.Several;
            general.Segment = (witness.Flags & WitnessFlags.AnyFlow) != 0 ? witness.Segment : store.SeveralOf(witness.Segment);
            general.Holds = HoldsOf(store, in witness, out bool isLess);
            general.Flags |= isLess ? WitnessFlags.Truncated : 0;
        }
        else
        {
            general.Flags = WitnessFlags.Any | WitnessFlags.AnyFlow | WitnessFlags.Truncated | (general.Flags & WitnessFlags.Declared);
            general.Holds = -1;
        }

        general.Hash = RecordHash.Of(store, in general);
        return general;
    }

    private static int HoldsOf(GraphStore store, in WitnessEntry witness, out bool isLess)
    {
        isLess = false;
        if (witness.Holds < 0)
        {
            return -1;
        }

        bool anyFlow = (witness.Flags & WitnessFlags.AnyFlow) != 0;
        long[] holds = store.Rows(RecordKind.Holds)[witness.Holds];
        var kept = new List<long>(holds.Length);
        for (int i = 0; i < holds.Length; i += RecordedGate.Fields)
        {
            if (anyFlow || (holds[i + 2] & RecordedGate.Alone) != 0)
            {
                kept.AddRange([holds[i], 0, RecordedGate.OfSeveral(holds[i + 2])]);
            }
        }

        isLess = kept.Count < holds.Length;
        return kept.Count == 0 ? -1 : store.Add(RecordKind.Holds, kept.ToArray());
    }
}
