namespace LockValidator;

/// <summary>What is checked as an acquisition but holds nothing afterwards.</summary>
public sealed partial class LockFlow
{
    /// <summary>A try or timed acquisition did not get the lock. A timed one waited, and is checked; a try of a lock that its own flow holds alone can never succeed.</summary>
    /// <param name="map">The lock.</param>
    /// <param name="options">How; its kind says which of the two it was.</param>
    public void AcquireFailed(in LockMap map, in AcquireOptions options)
    {
        Record(new FlowOperation(OperationCode.AcquireFailed, this) { Map = map, Options = options });
        using (Quietly())
        {
            if (options.Kind != AcquireKind.Try)
            {
                AcquireSlow(in map, in options);
                Withdraw(in map);
            }
            else if (!map.IsReentrant && HeldLocks.LastOf(map.Instance, map.Class?.Id ?? 0) is > 0 and int own && HeldLocks[own].Bits.Mode == LockMode.Exclusive)
            {
                AcquireSlow(in map, options with { Kind = AcquireKind.Blocking });
                Withdraw(in map);
            }
        }
    }

    /// <summary>Checks as an acquisition does, but nothing stays held: for code that waits for all holders to leave.</summary>
    /// <param name="map">The lock.</param>
    /// <param name="mode">The side.</param>
    /// <param name="unchecked_">True: no order and no usage.</param>
#pragma warning disable CA1707 // The keyword is the word for it.
    public void Sync(in LockMap map, LockMode mode, bool unchecked_ = false)
#pragma warning restore CA1707
    {
        var options = new AcquireOptions(mode, Unchecked: unchecked_);
        RecordWithCheck(new FlowOperation(OperationCode.Sync, this) { Map = map, Options = options });
        if (map.Profile is { } profile && IsChecking && profile.Tracking != ClassTracking.None)
        {
            Guarded("wait for all holders of", (in LockMap lockMap, FindingList findings) =>
            {
                _ = TakeCold(in lockMap, profile, in options, findings, isSync: true);
                return null;
            }, in map, mayThrow: true);
        }

        FlushRecord();
    }

    /// <summary>The flow waits for what a map stands for, unless waits are not checked.</summary>
    internal void WaitFor(in LockMap map)
    {
        if (Checker.Options.CheckWaits)
        {
            MightAcquire(in map);
        }
    }

    /// <summary>The flow begins to complete what a map stands for, unless waits are not checked.</summary>
    internal RunScope RunAs(in LockMap map)
    {
        if (!Checker.Options.CheckWaits)
        {
            return default;
        }

        Acquire(in map);
        return new RunScope(this, in map);
    }

    /// <summary>This code may take the lock on some paths: the order is learnt on all.</summary>
    /// <param name="map">The lock.</param>
    public void MightAcquire(in LockMap map)
    {
        Record(new FlowOperation(OperationCode.MightAcquire, this) { Map = map });
        using (Quietly())
        {
            AcquireSlow(in map, default);
            Release(in map);
        }
    }
}
