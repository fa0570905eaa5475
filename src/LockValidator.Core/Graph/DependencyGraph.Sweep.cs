namespace LockValidator;

/// <content>Classes that are gone for good.</content>
internal sealed partial class DependencyGraph
{
    private const int FirstSweep = 64;
    private const int LooksPerClass = 4;

    // Classes found unreachable and not dropped yet; how many are to be looked at, and the number of the next.
    private readonly HashSet<ClassNode> _unreachable = [];
    private int _lookAt;
    private int _toLookAt;

    /// <summary>
    /// Drops the classes that nobody can take any more, but keeps the orders that were learnt through them: each of a dropped class's
    /// predecessors now leads to each of its successors.
    /// </summary>
    /// <returns>How many were dropped.</returns>
    /// <remarks>
    /// A few classes are looked at for each new one, so that no call takes long; those found are dropped together once they are
    /// many, for usage summaries that matter must be worked out anew then. Until that they do no harm: they stand for orders that were seen.
    /// </remarks>
    public int SweepUnreachable()
    {
        for (; _toLookAt > 0 && _classes.Count > 0; _toLookAt--)
        {
            _lookAt = _lookAt < _classes.Limit ? _lookAt : 0;
            if (_classes.At(_lookAt++) is { Class: null } node && _unreachable.Add(node) && _unreachable.Count >= FewestDropped)
            {
                return DropUnreachable();
            }
        }

        return 0;
    }

    private int FewestDropped => _usage.IsCheapToChange ? FirstSweep / 2 : Math.Max(FirstSweep / 2, _classes.Count / 4);

    private int DropUnreachable()
    {
        foreach (ClassNode node in _unreachable)
        {
            Bridge(node);
            Unlink(node);
        }

        int dropped = _unreachable.Count;
        _unreachable.Clear();
        return dropped;
    }

    private void Bridge(ClassNode node)
    {
        foreach (Dependency before in To(node).ToArray())
        {
            foreach (Dependency after in From(node).ToArray())
            {
                BridgeOne(before, after);
            }
        }
    }

    private void LookForUnreachable() => _toLookAt += _classes.Count < FirstSweep ? 0 : LooksPerClass;

    private void BridgeOne(Dependency before, Dependency after)
    {
        if (before.From == after.To || before.From == before.To || after.From == after.To)
        {
            return;
        }

        foreach (DependencyKinds first in Each(before.Kinds))
        {
            bool weak = DependencyKindRules.ArriveWeak(first, forwards: true);
            foreach (DependencyKinds second in Each(weak ? DependencyKindRules.AfterWeak(after.Kinds, forwards: true) : after.Kinds))
            {
                DependencyKinds kind = DependencyKindRules.Of(
                    (first & DependencyKindRules.FromShared) != 0,
                    (second & DependencyKindRules.ToRecursive) != 0 ? LockMode.SharedRecursive : LockMode.Exclusive);
                Dependency bridge = Require(before.From, after.To, before.Witness);

                // It stands for ways that nobody can look at any more: taken by any flow.
                DropEvidence(bridge);
                if (((bridge.Kinds | bridge.Refused) & kind) == 0 && TryOrder(bridge.From, bridge.To, kind, out int edge))
                {
                    bool quiet = (before.Quiet & first) != 0 || (after.Quiet & second) != 0 || ConflictsInUsage(bridge.From, bridge.To, kind);
                    Link(bridge, kind, edge, quiet);
                }
                else if (bridge.Kinds == DependencyKinds.None)
                {
                    _beside.Add(bridge);
                }
            }
        }
    }
}
