namespace LockValidator;

/// <summary>
/// A lock that a flow held while it started another one. As long as it keeps it until it has waited for the other's end, it is held around all that the other does;
/// and around what the other starts, where that is waited for within.
/// </summary>
/// <remarks>Its state is written by the threads of the holder and of the starter, and read under the checker's lock.</remarks>
internal sealed class GateCover(long instance, string name, bool isExclusive, int holder, string holderName, GateHold hold)
{
    /// <summary>So deep may flows be started by one another: beyond it nothing is held around them, which can only make verdicts worse.</summary>
    public const int Deepest = 16;

    private volatile bool _isBroken;
    private volatile bool _isKept;
    private volatile bool _isReliedOn;

    public long Instance => instance;

    /// <summary>What reports call the lock's class.</summary>
    public string Name => name;

    public bool IsExclusive => isExclusive;

    /// <summary>The flow that holds it.</summary>
    public int Holder => holder;

    public string HolderName => holderName;

    /// <summary>Which hold of the lock it is: all that was started in one hold runs at one time.</summary>
    public GateHold Hold => hold;

    /// <summary>The cover of the flow that started the covered one, where that is not the holder; null: the holder did.</summary>
    public GateCover? Around { get; init; }

    /// <summary>How many flows there are between the holder and the covered one.</summary>
    public int Depth => Around is null ? 0 : Around.Depth + 1;

    /// <summary>The other flow's end was waited for with the lock still held.</summary>
    public bool IsKept => _isKept;

    /// <summary>It was released before the other flow's end was waited for; or that was not waited for within the flow that started it.</summary>
    public bool IsBroken => _isBroken || (!_isKept && Around is { IsBroken: true });

    /// <summary>A verdict is to rest on it.</summary>
    /// <returns>False if it is broken. Of a verdict and a break at one time at least one learns of the other.</returns>
    public bool RelyOn()
    {
        _isReliedOn = true;
        Interlocked.MemoryBarrier();
        _ = Around?.RelyOn();
        return !IsBroken;
    }

    /// <summary>The holder has waited for the other flow's end: if the lock is still held, what comes later does not matter.</summary>
    public void Keep() => _isKept |= !IsBroken;

    /// <returns>True if that is new, and a verdict rests on it.</returns>
    public bool Break()
    {
        if (_isKept || _isBroken)
        {
            return false;
        }

        _isBroken = true;
        Interlocked.MemoryBarrier();
        return _isReliedOn;
    }
}
