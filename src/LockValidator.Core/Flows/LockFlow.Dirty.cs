// Hot path: no allocation, no lock, no virtual call.
namespace LockValidator;

/// <content>Chains that were found to break something, walked again while nobody is to be told of it.</content>
public sealed partial class LockFlow
{
    // Told to the checker together: each walk by itself would be a write that all threads share.
    private const int WalksAtOnce = 16;

    // Made when such a chain is walked again for the first time. Used by the flow alone.
    private DirtyChains? _dirty;
    private int _harmlessWalks;

    /// <summary>A chain of a plain task that the flow knows to be dirty.</summary>
    private bool TryPushDirty(ulong lockKey, ulong head, long instance)
    {
        if (_dirty is not { } dirty || !HeldLocks.IsHot || !HeldLocks.HasRoom)
        {
            return false;
        }

        int known = HeldLocks.Known;
        ulong below = HeldLocks.Top.Key;
        ulong key = ChainKey.Append(below, lockKey);
        if (known == 0 || !dirty.TryGet(known, below, head, key, out ChainRecord record) || Checker.IsListenedTo)
        {
            return false;
        }

        CountWalk(record);
        PushPlain(instance, head, key);
        return true;
    }

    private void RememberDirty(int known, in ChainName name, ulong key, ChainRecord record)
    {
        if (name.Context == 0 && name.Key == key && known != 0)
        {
            (_dirty ??= new DirtyChains()).Learn(known, in name, key, record);
        }
    }

    /// <summary>Cycles that are harmless so far are looked at again from time to time: after so many walks, by whomever.</summary>
    private void CountWalk(ChainRecord record)
    {
        if (record.IsHarmlessCycle && ++_harmlessWalks >= WalksAtOnce)
        {
            Checker.CountHarmlessWalks(_harmlessWalks);
            _harmlessWalks = 0;
        }
    }
}
