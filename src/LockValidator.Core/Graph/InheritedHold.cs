namespace LockValidator;

/// <summary>A hold that flows inherited which were forked under it. If it outlives them, its flow most likely waits for them: then what they take is taken under it.</summary>
internal sealed class InheritedHold
{
    // Written by any thread, once; read under the checker's lock.
    private volatile bool _isKept;
    private volatile bool _isReliedOn;

    /// <summary>It was still held when a flow that had inherited it went off its thread.</summary>
    public bool IsKept => _isKept;

    /// <summary>A verdict is to rest on its not being kept.</summary>
    /// <returns>False if it is. Of a verdict and a <see cref="Keep"/> at one time at least one learns of the other.</returns>
    public bool RelyOn()
    {
        _isReliedOn = true;
        Interlocked.MemoryBarrier();
        return !_isKept;
    }

    /// <returns>True if that is new, and a verdict rests on its not being kept.</returns>
    public bool Keep()
    {
        if (_isKept)
        {
            return false;
        }

        _isKept = true;
        Interlocked.MemoryBarrier();
        return _isReliedOn;
    }
}
