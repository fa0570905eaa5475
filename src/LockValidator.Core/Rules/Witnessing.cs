namespace LockValidator;

/// <summary>What an acquisition shows of a dependency.</summary>
internal static class Witnessing
{
    /// <summary>Of many held locks the newest count: one that is left out can only make a verdict worse.</summary>
    private const int MostHolds = 12;
    private const int MostTrialGates = 65_536;

    /// <summary>Notes how a dependency was seen. False where that could not change a verdict.</summary>
    public static bool Note(Situation s, Dependency dependency, int index, DependencyKinds kind)
    {
        if (s.Options.KernelRules || dependency.Witnesses is not { } set)
        {
            return false;
        }

        if (set.Knows(Make(s, index, kind, CodePosition.Unknown, CodePosition.Unknown)))
        {
            return false;
        }

        // The place costs a stack: only for what is new.
        s.Graph.AddEvidence(set, Make(s, index, kind, s.Findings.Position, s.Findings.Builder.PositionOf(s.Flow, index)));
        s.FoundNew = true;
        return true;
    }

    private static EdgeWitness Make(Situation s, int index, DependencyKinds kind, CodePosition position, CodePosition heldPosition)
    {
        (HeldGate[] holds, bool truncated) = HoldsOf(s);
        bool inherited = s.IsInherited(index);
        return new EdgeWitness(kind, position, heldPosition)
        {
            Segment = s.IsByAny ? null : s.Flow.Segment,
            Shown = s.IsByAny ? new Witness(s.Flow.Name, s.Flow.Execution, position, heldPosition) { Inherited = inherited } : null,
            Held = s.Held[index].Instance,
            Taken = s.Acquisition.Instance,
            TakenHadSeveral = s.Node.HasSeveralInstances,
            WasInherited = inherited,
            Inheritance = inherited ? s.Flow.InheritedHoldOf(s.Held[index].Instance) : null,
            Holds = holds,
            IsTruncated = truncated,
            LastTicks = s.Options.Clock.GetUtcNow().Ticks,
        };
    }

    /// <summary>What may prove to be no lock is to be found again then.</summary>
    private static bool IsKeptInMind(Situation s, long instance)
    {
        HashSet<long> gates = s.Flow.Checker.TrialGates;
        return gates.Contains(instance) || (gates.Count < MostTrialGates && gates.Add(instance));
    }

    /// <summary>What the flow holds, the same for all dependencies of one acquisition.</summary>
    private static (HeldGate[] Holds, bool Truncated) HoldsOf(Situation s)
    {
        if (s.Holds is { } known)
        {
            return known;
        }

        ExecutionFrame execution = s.Flow.Segment.Frame;
        var holds = new List<HeldGate>();
        bool truncated = false;
        for (int i = s.Held.Depth; i > 0; i--)
        {
            HeldBits bits = s.Held[i].Bits;
            if (bits.IsTransparent || bits.IsUnchecked || bits.IsForgotten || bits.IsInherited || s.Graph.Find(s.Held[i].ClassId, bits.Subclass) is not { } node)
            {
                continue;
            }

            if (holds.Count == MostHolds || (bits.IsDemotable && !IsKeptInMind(s, s.Held[i].Instance)))
            {
                truncated = true;
                break;
            }

            node.NoteInstance(execution, s.Held[i].Instance);
            holds.Add(new HeldGate(s.Held[i].Instance, node, bits.Mode, node.HasSeveralInstances, s.Held.DetailOf(i)?.Gate?.IsOpen == true));
        }

        s.Node.NoteInstance(execution, s.Acquisition.Instance);
        holds.Reverse();
        s.Holds = ([.. holds], truncated);
        return s.Holds.Value;
    }
}
