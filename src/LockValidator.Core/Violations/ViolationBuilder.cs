using System.Globalization;

namespace LockValidator;

/// <summary>Turns what the engine knows into the immutable data of findings. All members are for callers that hold the checker's lock.</summary>
internal sealed class ViolationBuilder(LockCheckerOptions options, DependencyGraph graph, ChainCache chains)
{
    /// <summary>A class as it is now.</summary>
    public ClassSnapshot Snapshot(ClassNode node) => new(
        node.DisplayName,
        node.StableId,
        node.Subclass,
        node.Kind,
        UsageStates.Letters(node.Usage),
        options.WaitModel.Level(node.Kind.EffectiveOuter),
        options.WaitModel.Level(node.Kind.Inner));

    /// <summary>A class that the checker may not know (yet, or any more).</summary>
    public ClassSnapshot Snapshot(LockClass? type, int classId, int subclass)
    {
        if (graph.Find(classId, subclass) is { } node)
        {
            return Snapshot(node);
        }

        LockKind kind = type?.Kind ?? default;
        string name = type?.Name ?? "(unregistered class)";
        return new ClassSnapshot(
            subclass == 0 ? name : $"{name}/{subclass}",
            type?.StableId ?? "",
            subclass,
            kind,
            UsageStates.Letters(0),
            options.WaitModel.Level(kind.EffectiveOuter),
            options.WaitModel.Level(kind.Inner));
    }

    /// <summary>What reports call a class.</summary>
    public string NameOf(LockClass? type, int subclass) => Snapshot(type, type?.Id ?? 0, subclass).Name;

    public IReadOnlyList<DependencyStep> Steps(List<Dependency> path, bool withWitnesses = false)
    {
        var steps = new List<DependencyStep>(path.Count);
        foreach (Dependency dependency in path)
        {
            steps.Add(new DependencyStep(Snapshot(dependency.From), Snapshot(dependency.To), dependency.Kinds, dependency.Witness)
            {
                Witnesses = withWitnesses && dependency.Witnesses is { } seen ? [.. seen.All.Select(static witness => witness.Describe())] : [],
            });
        }

        return steps;
    }

    /// <summary>The lock that is being taken.</summary>
    public LockUse UseOf(Situation s, CodePosition position)
    {
        Acquisition a = s.Acquisition;
        CodePosition taken = a.IsRenewed && options.Places is { } places ? places(a.Place) : position;
        return new LockUse(Snapshot(s.Node), a.Mode, a.Kind, InstanceName(a.Instance), taken, Unchecked: a.IsUnchecked);
    }

    /// <summary>A lock that an operation is about, which may or may not be held.</summary>
    public LockUse UseOf(in LockMap map, LockMode mode, CodePosition position) =>
        new(Snapshot(map.Class, map.Class?.Id ?? 0, map.Subclass), mode, AcquireKind.Blocking, InstanceName(map.Instance), position);

    /// <summary>A held entry.</summary>
    public LockUse UseOf(LockFlow flow, int index)
    {
        HeldLocks held = flow.HeldLocks;
        HeldEntry entry = held[index];
        return new LockUse(
            Snapshot(null, entry.ClassId, entry.Bits.Subclass),
            entry.Bits.Mode,
            entry.Bits.Kind,
            InstanceName(entry.Instance),
            PositionOf(flow, index),
            HeldSnapshots.TimesHeld(held, index),
            entry.Bits.IsUnchecked);
    }

    public IReadOnlyList<LockUse> HeldOf(LockFlow flow)
    {
        var uses = new List<LockUse>(flow.HeldLocks.Depth);
        for (int i = 1; i <= flow.HeldLocks.Depth; i++)
        {
            if (!flow.HeldLocks[i].Bits.IsTransparent)
            {
                uses.Add(UseOf(flow, i));
            }
        }

        return uses;
    }

    /// <summary>Where a held lock was taken: as the replay tells, or where its chain was first seen.</summary>
    public CodePosition PositionOf(LockFlow flow, int index)
    {
        ref HeldEntry entry = ref flow.HeldLocks[index];
        return options.Places is { } places ? places(entry.Place)
            : chains.TryGet(entry.Key, out ChainRecord record) && record.Position is { } position ? position
            : entry.Bits.IsAsync ? PositionAsTaken(flow, index)
            : CodePosition.Unknown;
    }

    /// <summary>An entry that is shown for an async flow was checked as one of the thread's own: under the key of that chain.</summary>
    private CodePosition PositionAsTaken(LockFlow flow, int index)
    {
        ulong key = flow.HeldLocks[0].Key;
        ChainRecord record = ChainRecord.Clean;
        for (int i = 1; i <= index; i++)
        {
            ref HeldEntry entry = ref flow.HeldLocks[i];
            var name = new ChainName(key, HeldEntry.HeadOf(entry.ClassId, entry.Bits.AsTaken), flow.Context.Key);
            _ = chains.TryGet(in name, chains.Generation, out key, out record);
        }

        return record.Position ?? CodePosition.Unknown;
    }

    /// <summary>Where the flow is now.</summary>
    public CodePosition PositionOfNow(LockFlow flow) =>
        options.Places is { } places ? places(flow.Place)
        : options.Stacks == StackMode.Off || !flow.IsOnItsThread ? CodePosition.Unknown
        : CodePosition.Capture(options.Stacks);

    private string InstanceName(long instance)
    {
        long own = Math.Abs(instance);
        return options.InstanceNames?.Invoke(own) ?? "#" + own.ToString(CultureInfo.InvariantCulture);
    }
}
