namespace LockValidator;

/// <summary>What an acquisition shows of a dependency.</summary>
internal static class Witnessing
{
    private const int MostTrialGates = 65_536;

    /// <summary>Notes how a dependency was seen. False where that could not change a verdict.</summary>
    public static bool Note(Situation s, Dependency dependency, int index, DependencyKinds kind, bool isNew = false)
    {
        if (s.Options.KernelRules || !dependency.AreWaysTold)
        {
            return false;
        }

        s.Holds ??= HoldsOf(s);
        if (IsPlain(s, dependency, index))
        {
            var way = new OneWay(kind, s.Acquisition.Instance, s.Node.HasSeveralInstances, in s.Holds.Value.Holds[0], s.Now);
            if (isNew)
            {
                dependency.Evidence.OnlyIn = s.Segment;
                dependency.Way = way;
                s.FoundNew = true;
                return true;
            }

            if (dependency.Evidence.OnlyIn is { } segment && segment.Represents(s.Segment) && dependency.Way.IsLike(in way))
            {
                dependency.Way.Count++;
                dependency.Way.LastTicks = way.LastTicks;
                return false;
            }
        }

        return NoteApart(s, dependency, index, kind);
    }

    private static bool NoteApart(Situation s, Dependency dependency, int index, DependencyKinds kind)
    {
        EdgeWitness seen = Make(s, index, kind);
        if (dependency.Witnesses is { } known && known.Knows(seen))
        {
            // A plain way was made a witness only to be asked.
            dependency.Way.Count++;
            dependency.Way.LastTicks = seen.LastTicks;
            return false;
        }

        seen.Position = s.Findings.Position;
        seen.HeldPosition = s.Findings.Builder.PositionOf(s.Flow, index);
        seen.Shown = s.IsByAny ? s.WitnessOver(index) : null;
        s.Graph.AddEvidence(dependency, seen);
        s.FoundNew = true;
        return true;
    }

    /// <summary>One flow, which held the earlier lock and no other.</summary>
    private static bool IsPlain(Situation s, Dependency dependency, int index) =>
        !s.IsByAny && !s.IsInherited(index) && s.Holds is { Truncated: false, Holds: [var only] } && only.Instance == s.Held[index].Instance && only.Node == dependency.From;

    private static EdgeWitness Make(Situation s, int index, DependencyKinds kind)
    {
        (HeldGate[] holds, bool truncated) = s.Holds!.Value;
        bool inherited = s.IsInherited(index);
        return new EdgeWitness(kind)
        {
            Segment = s.IsByAny ? null : s.Segment,
            Held = s.Held[index].Instance,
            Taken = s.Acquisition.Instance,
            TakenHadSeveral = s.Node.HasSeveralInstances,
            WasInherited = inherited,
            Inheritance = inherited ? s.Flow.InheritedHoldOf(s.Held[index].Instance) : null,
            Holds = holds,
            IsTruncated = truncated,
            LastTicks = s.Now,
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
        ExecutionFrame execution = s.Segment.Frame;
        GateMemo holds = s.Flow.Checker.Gates;
        bool truncated = false;
        holds.Begin();
        for (int i = s.Held.Depth; i > 0; i--)
        {
            HeldBits bits = s.Held[i].Bits;
            if (bits.IsTransparent || bits.IsUnchecked || bits.IsForgotten || bits.IsInherited || s.Graph.Find(s.Held[i].ClassId, bits.Subclass) is not { } node)
            {
                continue;
            }

            if (holds.IsFull || (bits.IsDemotable && !IsKeptInMind(s, s.Held[i].Instance)))
            {
                truncated = true;
                break;
            }

            node.NoteInstance(execution, s.Held[i].Instance);
            holds.Under(new HeldGate(s.Held[i].Instance, node, bits.Mode, node.HasSeveralInstances, s.Held.DetailOf(i)?.Gate?.IsOpen == true));
        }

        s.Node.NoteInstance(execution, s.Acquisition.Instance);
        return (holds.End(), truncated);
    }
}
