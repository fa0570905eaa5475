// Hot path: no allocation, no lock, no virtual call.
namespace LockValidator;

/// <content>Clean chains that only this flow may walk without being looked at: a verdict may rest on who walked them.</content>
public sealed partial class LockFlow
{
    private const int FirstOwnSlots = 256;

    // What does not fit is looked up among all chains: slower, and as right.
    private const int MostOwnSlots = 1 << 20;

    // Of one segment, epoch and generation: of others nothing in it counts. Used by the flow alone.
    private CleanChains? _own;
    private int _ownWalker;
    private int _ownEpoch;

    /// <summary>What they take in memory.</summary>
    internal long OwnChainBytes => (16L * (_own?.Slots ?? 0)) + (_dirty is null ? 0 : DirtyChains.Bytes);

    /// <summary>Whether a chain of a plain task is known to be clean, and the flow may walk it without being looked at.</summary>
    private bool IsClean(ulong below, ulong head, ulong key) => IsOwnClean(below, head, key) || Checker.Chains.IsClean(below, head, key, _generation);

    /// <summary>The same of chains that the flow has walked since it last forgot what it knew: as good as those in its block.</summary>
    private bool IsOwnClean(ulong below, ulong head, ulong key) =>
        _walker > 0 && _own is { } own && _ownWalker == _walker && _ownEpoch == Checker.WatchEpoch && own.Has(below, head, key, _generation);

    /// <summary>The key of a chain, if it is known to be clean and the flow may walk it without being looked at.</summary>
    private bool TryGetClean(in ChainName name, out ulong key)
    {
        key = name.Key;
        if (name.Context == 0 && IsClean(name.Below, name.Head, key))
        {
            return true;
        }

        // Before the chain is looked up: what is learnt of it is learnt of that epoch.
        int epoch = Checker.WatchEpoch;
        if (!Checker.Chains.TryGet(in name, _generation, out key, out ChainRecord record) || record.IsDirty || !record.Admits(_walker, epoch))
        {
            return false;
        }

        LearnClean(in name, key, epoch);
        return true;
    }

    /// <summary>The flow has walked a chain that it need not be looked at on: not hot, for the next time it is known. Of an epoch that is over nothing is learnt.</summary>
    private void LearnClean(in ChainName name, ulong key, int epoch)
    {
        if (_walker <= 0 || name.Context != 0 || name.Key != key || epoch != Checker.WatchEpoch)
        {
            return;
        }

        if (_own is not { } own || _ownWalker != _walker || _ownEpoch != epoch || own.Generation != _generation)
        {
            _own = own = new CleanChains(FirstOwnSlots, _generation);
            _ownWalker = _walker;
            _ownEpoch = epoch;
        }

        if (own.Slots < MostOwnSlots)
        {
            own.Add(name.Below, name.Head, key);
        }
    }
}
